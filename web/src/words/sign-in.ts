/** The words of the door: signing in, signing up, and an invitation. */

export const door = {
  /** What did not load. */
  whole: "The sign-in page",
  /** Of the browser's tab. */
  tab: (title: string) => `${title} · Campanile`,
  first: {
    title: "Set up Campanile",
    about: "You are the first here, and will own the organisation. Others join by your invitation.",
  },
  invited: {
    title: (organisation: string) => `Join ${organisation}`,
    about: "Make an account for the address that was invited.",
  },
  known: { title: "Sign in", about: "Call campaigns, on your own machine." },
  closedInvitation: "This invitation was used, taken back or has expired. Ask for a new one.",
  hasNoAccount: "I have no account yet",
  hasAccount: "I have an account already",
};

export const doorFields = {
  name: "Your name",
  nameMissing: "Fill in your name.",
  email: "E-mail",
  /** As the contract says it of an address. */
  emailWrong: "Must be an email address such as ada@example.com.",
  password: "Password",
  passwordMissing: "Fill in your password.",
  passwordAbout: (least: number) => `At least ${least} characters`,
  passwordShort: (least: number) => `Use at least ${least} characters.`,
  token: "Setup token",
  tokenAbout: "It was printed when the server started",
  tokenMissing: "Fill in the setup token.",
  signIn: "Sign in",
  signUp: "Create account",
};

export const resetWords = {
  title: "Set a new password",
  about: (email: string) => `For ${email}. You will be signed out wherever you are signed in.`,
  whole: "The link",
  closedTitle: "This link does not work",
  newPassword: "New password",
  verb: "Set password",
  done: "Your password is set. Sign in with it.",
  signIn: "Sign in",
};
