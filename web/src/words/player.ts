/** The words of the player of a recording. */

export const playerWords = {
  recording: "Recording of the call",
  position: "Position in the recording",
  play: "Play",
  pause: "Pause",
  back: "Back 5 seconds",
  forward: "Forward 5 seconds",
  download: "Download recording",
  downloadName: (id: string) => `conversation-${id}.wav`,
  of: (at: string, whole: string) => `${at} of ${whole}`,
  speed: (speed: string) => `Speed: ${speed}`,
  goTo: (at: string) => `Go to ${at} in the recording`,
  unplayable: "The recording cannot be loaded. What was said is in the transcript below.",
};

export const transcriptWords = {
  transcript: "Transcript",
  nothing: "Nothing was said.",
};

/** For the list of keys. */
export const playerShortcuts = {
  title: "A conversation with a recording",
  keys: [
    ["Space", "Play or pause"],
    ["← →", "5 seconds back or forward"],
    [", .", "Slower or faster"],
  ] as const,
};

/** `1.25×` */
export const speedWords = (speed: number): string => `${speed}×`;
