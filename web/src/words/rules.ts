/** The words of the organisation's rules over all its campaigns. */

export const ruleWords = {
  whole: "The calling rules",
  loading: "Loading the calling rules",
  form: "Calling rules",
  saved: "The calling rules are saved, for the next calls.",
};

export const quietHoursWords = {
  title: "Quiet hours",
  about:
    "Hours without calls, in the contact's own time. They bound every campaign's calling hours; on a simulator line only where its settings say so.",
  on: "No calls at night",
  from: "From",
  to: "To",
};

export const capWords = {
  title: "One person, several campaigns",
  about: "A number that has reached a limit waits, with the reason shown; it is not left out.",
  gap: "Minimum gap",
  gapAbout: "Between calls to one number by different campaigns",
  minutes: " minutes",
  most: "Calls per 24 hours",
  mostAbout: "To one number, over all campaigns; empty: no cap",
};

export const recordingWords = {
  title: "Recordings",
  about:
    "No effect yet: this version makes no recordings and deletes no conversations by itself. What is set here is kept.",
  announce: "Announce that the call is recorded",
  announceAbout: "No effect yet",
  keep: "Keep conversations for",
  keepAbout: "No effect yet. Empty: for ever",
  days: " days",
};
