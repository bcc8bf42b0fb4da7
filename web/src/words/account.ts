/** The words of the page of one's own account. */
import { grouped } from "../lib/format.ts";

export const youWords = {
  page: "Your account",
  title: "You",
  name: "Name",
  email: "E-mail",
  saved: "Name saved.",
};

export const passwordWords = {
  title: "Password",
  current: "Current password",
  next: "New password",
  least: (characters: number) => `At least ${characters} characters, and none that many people have`,
  others: "Sign me out everywhere else",
  verb: "Change password",
  changed: (ended: number) =>
    ended === 0
      ? "Password changed."
      : `Password changed. You were signed out in ${grouped(ended)} other ${ended === 1 ? "place" : "places"}.`,
};

export const sessionWords = {
  whole: "Where you are signed in",
  title: "Signed in on",
  about: "You are signed out everywhere 30 days after signing in.",
  current: "This browser",
  signOut: "Sign out",
  signOutOf: (browser: string) => `Sign out on ${browser}`,
  others: "Sign out everywhere else",
  othersTitle: "Sign out everywhere else?",
  othersAbout: "You stay signed in here. Elsewhere you sign in with your password again.",
  from: (address: string) => `Signed in from ${address}`,
  fromUnknown: "Signed in from an unknown address",
  seen: (when: string) => `Last used ${when}`,
  program: "A program",
  on: (browser: string, system: string) => `${browser} on ${system}`,
};

/** Browsers and systems by what they say of themselves; the first that fits, as most name others too. */
export const browserNames: ReadonlyArray<[RegExp, string]> = [
  [/Edg/, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\/|FxiOS/, "Firefox"],
  [/Chrome\/|CriOS/, "Chrome"],
  [/Safari\//, "Safari"],
];
export const systemNames: ReadonlyArray<[RegExp, string]> = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];
