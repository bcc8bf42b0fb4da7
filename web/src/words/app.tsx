/** The words of the frame around every page: the places, the lines, who is signed in, and numbers that are not of now. */
import type { ReactNode } from "react";
import type { Role } from "#domain/roles.ts";
import { grouped } from "../lib/format.ts";

export const appName = "Campanile";

/** As it stands on a keyboard that has no ⌘. */
export const controlKey = "Ctrl";

/** `short`: for the bar of small screens. */
export const placeWords = {
  campaigns: { label: "Campaigns", short: "Campaigns" },
  conversations: { label: "Conversations", short: "Calls" },
  contacts: { label: "Contacts", short: "Contacts" },
  employees: { label: "AI employees", short: "AI team" },
  settings: { label: "Settings", short: "Settings" },
} as const;

export const frameWords = {
  tab: (title: string) => `${title} · ${appName}`,
  page: "The page",
  skip: "Skip to content",
  side: "Sidebar",
  home: `${appName}, home`,
  jump: "Search or jump to",
  places: "Main",
  placesSmall: "Main, mobile",
  running: (count: number) => `${grouped(count)} running`,
};

export const lineUse = {
  title: "Lines in use",
  label: (inUse: number, total: number) => `Lines in use: ${grouped(inUse)} of ${grouped(total)}`,
  of: (inUse: number, total: number): ReactNode => (
    <>
      {grouped(inUse)} <i>/ {grouped(total)}</i>
    </>
  ),
  lost: "Reconnecting",
  live: "Live updates on",
};

export const roleNames: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  manager: "Manager",
  viewer: "Viewer",
};

export const accountWords = {
  of: (name: string) => `${name}, your account`,
  /** After name and role, for screen readers. */
  after: ", your account",
  account: "Your account",
  appearance: "Appearance",
  light: "Light",
  dark: "Dark",
  auto: "As the system",
  signOut: "Sign out",
};

export const staleWords = {
  lost: (seconds: number, at: string): ReactNode => (
    <>
      <b>Connection lost {grouped(seconds)} seconds ago.</b> Numbers are from {at}. Calls keep running on the server.
    </>
  ),
  again: "Reconnect now",
};
