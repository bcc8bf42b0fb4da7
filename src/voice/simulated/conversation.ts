/** What is said in a conversation with each kind of callee. */
import type { CalleeBehaviour } from "#telephony/port.ts";
import type { Dialogue } from "../dialogue.ts";
import { firstWords } from "../spoken.ts";
import { askFor } from "./details.ts";
import { oneOf, pick } from "./pick.ts";
import { contact, employee, type Turn } from "./turn.ts";

/** Draws of one question; the first hundred are for what is not a question. */
const drawsPerQuestion = 10;
const firstQuestion = 100;

const pickedUp = [
  "Hello, yes, speaking.",
  "Hi. Yes, that's me.",
  "Hello. What is it about?",
  "Yes, hello. I have a minute.",
] as const;

const wishes = [
  "Please don't call me again, and take me off your list.",
  "I'm not interested. Please stop calling this number.",
  "I don't want these calls. Remove my number, please.",
] as const;

const laters = [
  "I'm in a meeting. Could you call me back in an hour?",
  "Now is a bad time. Please try again in an hour.",
  "I'm driving. Call me in an hour, would you?",
] as const;

export type Persons = Exclude<CalleeBehaviour, "machine">;

export function conversationTurns(dialogue: Dialogue, behaviour: Persons, seed: number): Turn[] {
  const greeting = employee(firstWords(dialogue) ?? "Hello.");
  switch (behaviour) {
    case "hangs_up":
      return [greeting];
    case "silent":
      return [
        greeting,
        employee("Hello? Can you hear me?"),
        employee("I cannot hear you, so I will try another time. Goodbye."),
      ];
    case "opts_out":
      return [
        greeting,
        contact(oneOf(seed, 0, pickedUp)),
        employee("Do you have a moment?"),
        contact(oneOf(seed, 1, wishes), { kind: "opt_out" }),
        employee("Of course. Your number is off our list and we will not call you again. Goodbye."),
      ];
    case "asks_callback":
      return [
        greeting,
        contact(oneOf(seed, 1, laters), { kind: "callback" }),
        employee("Of course, I will call you again then. Goodbye."),
      ];
    case "screens":
      return [
        contact("The person you are calling screens their calls. Please say who you are and why you are calling."),
        greeting,
        contact("Thank you. Please stay on the line."),
        contact("Hello, I saw who is calling. Go ahead."),
        ...business(dialogue, seed),
      ];
    case "talks":
      return [greeting, contact(oneOf(seed, 0, pickedUp)), ...business(dialogue, seed)];
  }
}

/** The questions, the goal and the good-bye. */
function business({ employee: { collect, goal }, answeredAt }: Dialogue, seed: number): Turn[] {
  const turns: Turn[] = [];
  for (const [index, field] of collect.entries()) {
    turns.push(...askFor(field, seed, firstQuestion + index * drawsPerQuestion, answeredAt));
  }
  if (goal !== null) {
    const reached = pick(seed, 2, 10) < 8;
    turns.push(
      employee(oneOf(seed, 3, ["Shall we go ahead, then?", "May I put that down for you?", "Does that suit you?"])),
      reached
        ? contact(oneOf(seed, 4, ["Yes, please.", "Yes, let's do that.", "That works for me."]), {
            kind: "goal",
            reached,
          })
        : contact(oneOf(seed, 4, ["Not today, thank you.", "I need to think about it."]), { kind: "goal", reached }),
    );
  } else if (collect.length === 0) {
    turns.push(employee("Is there anything you would like to know?"), contact("No, that was all. Thank you."));
  }
  turns.push(
    employee(oneOf(seed, 5, ["Thank you for your time. Goodbye.", "Thank you, and have a good day. Goodbye."])),
  );
  return turns;
}
