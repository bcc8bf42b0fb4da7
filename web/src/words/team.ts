/** The words of who works here: people, invitations and roles. */

export const members = {
  whole: "The team",
  loading: "Loading the team",
  title: "People",
  me: (name: string) => `${name} (you)`,
  joined: (when: string) => `Joined ${when}`,
  role: (name: string) => `Role of ${name}`,
  roleChanged: (name: string, role: string) => `${name} is ${role.toLowerCase()} now.`,
  remove: (name: string) => `Remove ${name}`,
  removeVerb: "Remove",
  removeAbout: "They are signed out at once. What they made stays.",
  removed: (name: string) => `${name} is no longer in the organisation.`,
};

export const invite = {
  open: "Invite person",
  title: "Invite a person",
  verb: "Invite",
  email: "E-mail",
  role: "Role",
  made: (email: string, role: string, until: string) =>
    `Send this link to ${email}. Whoever opens it may join as ${role.toLowerCase()}, until ${until}.`,
  link: "Link",
};

export const invitations = {
  whole: "The invitations",
  title: "Invited",
  label: "Invitations",
  about: (role: string, until: string) => `${role}, open until ${until}`,
  copyLink: "Copy link",
  copyLinkOf: (email: string) => `Copy the link for ${email}`,
  takeBackOf: (email: string) => `Take back the invitation of ${email}`,
  takeBackTitle: "Take back the invitation",
  takeBackVerb: "Take back",
  takeBackAbout: (email: string) => `The link that ${email} has opens nothing any more.`,
};

export const roleTable = {
  title: "What each role can do",
  label: "What each role can do, table",
  may: "May",
};
