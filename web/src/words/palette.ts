/** The words of Search or jump to. */
export const paletteWords = {
  label: "Search or jump to",
  search: "Search campaigns, people and actions",
  none: "Nothing found",
  groups: { doings: "Do", campaigns: "Campaigns", contacts: "Contacts", goTo: "Go to" },
  employee: (name: string) => `${name}, AI employee`,
  pause: (campaign: string) => `Pause ${campaign}`,
  resume: (campaign: string) => `Resume ${campaign}`,
  shortcuts: "Keyboard shortcuts",
};

/** A verb before a name is what to do; the rest is what to look for. */
export const paletteVerbs = /^(pause|resume|open|go to)\s+/i;
