/** The orders of the list of campaigns. */
export const sortWords = {
  "-createdAt": "Newest first",
  createdAt: "Oldest first",
  "-startedAt": "Started last",
  startedAt: "Started first",
  name: "Name, A to Z",
  "-name": "Name, Z to A",
} as const;
