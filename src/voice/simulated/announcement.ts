/** What happens in an announcement: a message, and perhaps a key. */
import type { KeyAction, KeyRule } from "#domain/employee.ts";
import type { Dialogue } from "../dialogue.ts";
import { announcement, firstWords } from "../spoken.ts";
import type { Persons } from "./conversation.ts";
import { pick } from "./pick.ts";
import { contact, employee, type Meaning, type Turn } from "./turn.ts";

export function announcementTurns(dialogue: Dialogue, behaviour: Persons, seed: number): Turn[] {
  const greeting = firstWords(dialogue);
  const message = employee(announcement(dialogue) ?? "(The recorded announcement is played.)");
  const before = greeting === null ? [] : [employee(greeting)];
  const { keys } = dialogue.employee;
  switch (behaviour) {
    case "hangs_up":
      return before;
    // Nobody has to say anything to an announcement.
    case "silent":
      return [...before, message];
    case "screens":
      return [contact("Please say who you are and why you are calling."), ...before, message];
    case "opts_out":
      return [...before, message, wish(keys, "opt_out", "Please don't call me again.")];
    case "asks_callback":
      return [...before, message, wish(keys, "callback", "Call me back in an hour.")];
    case "talks": {
      const useful = keys.filter(({ action }) => action === "collect" || action === "goal");
      // Two of three people press something when there is something to press.
      const pressed = useful[pick(seed, 0, Math.ceil(useful.length * 1.5))];
      return [...before, message, ...(pressed ? [press(pressed, meaningOf(pressed))] : [])];
    }
  }
}

function wish(keys: readonly KeyRule[], action: KeyAction & ("opt_out" | "callback"), words: string): Turn {
  const rule = keys.find((key) => key.action === action);
  return rule ? press(rule, { kind: action }) : contact(words, { kind: action });
}

function press({ key, label }: KeyRule, meaning: Meaning): Turn {
  return contact(`(presses ${key}: ${label})`, meaning);
}

function meaningOf({ action, field, key, label }: KeyRule): Meaning {
  return action === "collect" && field !== null
    ? { kind: "detail", field, value: label || key }
    : { kind: "goal", reached: true };
}
