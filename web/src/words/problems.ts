/** What the app says itself where the server's own sentence is missing. */
export const problemWords = {
  answer: (status: number) => `The server answered with an error (${status}).`,
  silence: "The server does not answer.",
  partMissing: "The server did not give a part of it.",
};
