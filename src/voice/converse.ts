/** Conversations with the simulator's callees: no sound and no model, and everything else as after a real call. */
import type { Clock } from "#domain/clock.ts";
import type { ConversationRecord } from "#domain/conversation.ts";
import type { ScriptedCallee } from "#telephony/port.ts";
import type { CallEnd, Converse, Dialogue } from "./dialogue.ts";
import { announcementTurns } from "./simulated/announcement.ts";
import { conversationTurns } from "./simulated/conversation.ts";
import { recordOf } from "./simulated/record.ts";
import { contact, employee, say, type Turn } from "./simulated/turn.ts";
import { voicemailMessage } from "./spoken.ts";

const machineGreeting = "I cannot take your call right now. Please leave a message after the tone.";
/** A machine's greeting is this part of the time for which it takes a message. */
const greetingPart = 0.3;

/**
 * Talks with people who are a script. A talk lasts until they hang up; a machine gets its message or is hung up on after
 * its greeting; somebody who asks not to be called again is hung up on once their number is on the list.
 */
export function createSimulatedConverse({ clock }: { clock: Clock }): Converse {
  return async (dialogue) => {
    const { media } = dialogue;
    if (media.kind !== "script") throw new Error("A simulated conversation needs a simulated callee, not sound.");
    const { callee } = media;
    if (callee.behaviour === "machine") return meetMachine(clock, dialogue, callee);

    const { behaviour, seed, talkMilliseconds, callbackAfterMilliseconds } = callee;
    const turns =
      dialogue.employee.kind === "announcement"
        ? announcementTurns(dialogue, behaviour, seed)
        : conversationTurns(dialogue, behaviour, seed);
    const end =
      behaviour === "opts_out" ? await waitFor(clock, talkMilliseconds, dialogue.ended) : await dialogue.ended;
    const said = say(turns, dialogue.answeredAt, talkMilliseconds, end?.at ?? null);
    if (said.meanings.some(({ kind }) => kind === "opt_out")) await dialogue.optOut();
    const endedAt = end?.at ?? dialogue.answeredAt + talkMilliseconds;
    const callbackAt = callbackAfterMilliseconds === null ? null : endedAt + callbackAfterMilliseconds;
    return recordOf(dialogue.employee, behaviour, said, { callbackAt, interrupted: end?.interrupted ?? false });
  };
}

async function meetMachine(clock: Clock, dialogue: Dialogue, callee: ScriptedCallee): Promise<ConversationRecord> {
  const message = voicemailMessage(dialogue);
  const turns: Turn[] = [contact(machineGreeting)];
  let talkMilliseconds = callee.talkMilliseconds;
  let end: CallEnd | null;
  if (message === null) {
    talkMilliseconds = Math.round(talkMilliseconds * greetingPart);
    end = await waitFor(clock, talkMilliseconds, dialogue.ended);
  } else {
    turns.push(employee(message, { kind: "message_left" }));
    end = await dialogue.ended;
  }
  const said = say(turns, dialogue.answeredAt, talkMilliseconds, end?.at ?? null);
  return recordOf(dialogue.employee, "machine", said, { callbackAt: null, interrupted: end?.interrupted ?? false });
}

/** Waits so long, or until the far end is gone; null when it is still there. */
async function waitFor(clock: Clock, milliseconds: number, ended: Promise<CallEnd>): Promise<CallEnd | null> {
  if (milliseconds === 0) return null;
  return new Promise((resolve) => {
    const callOff = clock.after(milliseconds, () => resolve(null));
    void ended.then((end) => {
      callOff();
      resolve(end);
    });
  });
}
