/** The words of a list of campaigns that has none yet: what this is for, and the three things it takes. */
export const firstWords = {
  title: "Ring your first list",
  about:
    "Pick an AI employee, give it contacts and a time window. It calls, writes down the answers and tries again where nobody picked up.",
  done: "(done)",
  line: {
    title: "Phone line",
    missing: "Add the way to the telephone network.",
    ready: (name: string) => `${name} is set up.`,
    simulated: "The built-in simulator is on. It rings nobody.",
  },
  employee: {
    title: "AI employee",
    missing: "Say who calls, and what is said.",
    ready: (name: string) => `${name} is ready. Change the voice or the words at any time.`,
  },
  campaign: {
    title: "First campaign",
    own: "Bring a spreadsheet of contacts, or pick some you have.",
    others: "A manager, an admin or an owner creates it. Your role sees it here.",
  },
};
