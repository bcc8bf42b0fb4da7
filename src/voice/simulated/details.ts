/** How a detail is asked for, and what a believable person answers: typed as the AI employee wants it. */
import type { CollectField } from "#domain/employee.ts";
import type { CollectedValue } from "#domain/conversation.ts";
import { oneOf, pick } from "./pick.ts";
import { contact, employee, type Turn } from "./turn.ts";

interface Answer {
  text: string;
  value: CollectedValue;
}

const oneDay = 86_400_000;
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** Words in a field's name or description, and what people say then; the first row that fits counts. */
const texts: ReadonlyArray<{ when: RegExp; say: string; of: readonly [string, ...string[]] }> = [
  {
    when: /e-?mail/iu,
    say: "It is",
    of: ["jordan.miller@example.com", "sam.taylor@example.org", "alex.brown@example.net"],
  },
  { when: /phone|mobile|number to/iu, say: "It is", of: ["+1 202 555 0143", "+1 202 555 0178", "+1 202 555 0119"] },
  {
    when: /company|employer|organi[sz]ation/iu,
    say: "It is",
    of: ["Northwind Bakery", "Hill & Sons", "Blue Door Studio"],
  },
  { when: /city|town|address|location|where/iu, say: "In", of: ["Springfield", "Riverside", "Greenville", "Fairview"] },
  { when: /name|who/iu, say: "It is", of: ["Jordan Miller", "Sam Taylor", "Alex Brown", "Robin Clark"] },
  { when: /time|hour|when/iu, say: "Best", of: ["in the morning", "around noon", "after four in the afternoon"] },
  {
    when: /reason|why|feedback|comment|opinion|how was|experience/iu,
    say: "I would say",
    of: ["it was quick and easy", "it took a little long", "everybody was friendly", "the price was right"],
  },
];
const anyText = {
  say: "I would say",
  of: ["the usual", "the first one", "whatever works best for you", "no preference"],
} as const;

/** Words, and the span in which people's numbers lie then. */
const numbers: ReadonlyArray<{ when: RegExp; from: number; to: number; step: number }> = [
  { when: /\bage\b|how old/iu, from: 21, to: 79, step: 1 },
  { when: /scale|score|rating|rate|satisf|recommend|out of ten/iu, from: 5, to: 10, step: 1 },
  { when: /budget|price|cost|amount|income|revenue|dollar|euro/iu, from: 500, to: 20_000, step: 500 },
  { when: /year/iu, from: 1, to: 15, step: 1 },
];
const anyNumber = { from: 1, to: 12, step: 1 };

/** Question and answer. @param answeredAt the day from which dates are counted, milliseconds since 1970 */
export function askFor(field: CollectField, seed: number, which: number, answeredAt: number): [Turn, Turn] {
  // People keep back now and then what they need not say.
  const declined = !field.required && pick(seed, which, 6) === 0;
  const { text, value } = declined
    ? { text: "I would rather not say.", value: null }
    : answer(field, seed, which, answeredAt);
  return [employee(question(field, seed, which)), contact(text, { kind: "detail", field: field.field, value })];
}

function question({ field, description }: CollectField, seed: number, which: number): string {
  const wanted = description.trim() || field.replaceAll("_", " ");
  if (wanted.endsWith("?")) return wanted;
  const lead = oneOf(seed, which + 1, ["May I ask for our records", "Could you tell me", "One question"]);
  return `${lead}: ${wanted.replace(/[.!:;,\s]+$/u, "")}?`;
}

function answer({ field, type, description }: CollectField, seed: number, which: number, answeredAt: number): Answer {
  const about = `${field.replaceAll("_", " ")} ${description}`;
  switch (type) {
    case "yes_no": {
      const value = pick(seed, which + 2, 4) > 0;
      const text = value
        ? oneOf(seed, which + 3, ["Yes.", "Yes, that is right.", "Yes, sure."])
        : oneOf(seed, which + 3, ["No.", "No, I am afraid not.", "Not really, no."]);
      return { text, value };
    }
    case "number": {
      const { from, to, step } = numbers.find(({ when }) => when.test(about)) ?? anyNumber;
      const value = from + step * pick(seed, which + 2, Math.floor((to - from) / step) + 1);
      return { text: oneOf(seed, which + 3, [`${value}.`, `I would say ${value}.`, `That would be ${value}.`]), value };
    }
    case "date": {
      const born = /birth|born/iu.test(about);
      const days = born ? -(8000 + pick(seed, which + 2, 18_000)) : 1 + pick(seed, which + 2, 14);
      const date = new Date(answeredAt + days * oneDay);
      const spoken = `${months[date.getUTCMonth()]} ${date.getUTCDate()}${born ? `, ${date.getUTCFullYear()}` : ""}`;
      return { text: born ? `${spoken}.` : `${spoken} would suit me.`, value: date.toISOString().slice(0, 10) };
    }
    case "text": {
      const { say, of } = texts.find(({ when }) => when.test(about)) ?? anyText;
      const value = oneOf(seed, which + 2, of);
      return { text: `${say} ${value}.`, value };
    }
  }
}
