/** The words of days: a moment by itself begins with a capital, within a sentence it does not. */

/** By how many days it is away from today. */
export const dayWords: Readonly<Record<string, string>> = { "-1": "Yesterday", 0: "Today", 1: "Tomorrow" };

export const dayAt = (day: string, time: string): string => `${day} ${time}`;

export const aroundWords = {
  onDay: (time: string, day: string): string => `around ${time} ${day.toLowerCase()}`,
  at: (when: string): string => `around ${when}`,
};

/** A moment within a sentence: "today 14:31". */
export const inSentence = (when: string): string => {
  const day = Object.values(dayWords).find((word) => when.startsWith(word));
  return day === undefined ? when : day.toLowerCase() + when.slice(day.length);
};
