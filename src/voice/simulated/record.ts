/** What a simulated conversation comes to, read from what was really said before the line went dead. */
import { afterInterruption } from "#domain/call/interruption.ts";
import type { CallResult, Outcome } from "#domain/call/outcomes.ts";
import type { CollectedValue, ConversationRecord } from "#domain/conversation.ts";
import type { EmployeeProfile } from "#domain/employee.ts";
import type { CalleeBehaviour } from "#telephony/port.ts";
import type { Said } from "./turn.ts";

/** Every summary says at once that nobody was called. */
const simulated = "Simulated call:";

export function recordOf(
  employee: EmployeeProfile,
  behaviour: CalleeBehaviour,
  said: Said,
  end: { callbackAt: number | null; interrupted: boolean },
): ConversationRecord {
  const { transcript, meanings } = said;
  const collected: Record<string, CollectedValue> = {};
  let goal: boolean | null = null;
  for (const meaning of meanings) {
    if (meaning.kind === "detail") collected[meaning.field] = meaning.value;
    if (meaning.kind === "goal") goal = meaning.reached;
  }
  const personSpoke = behaviour !== "machine" && transcript.some(({ speaker }) => speaker === "contact");
  const untilThen = cameTo(employee, behaviour, said, personSpoke);
  const { outcome, result } = end.interrupted ? afterInterruption(untilThen) : untilThen;
  const hasGoal = employee.goal !== null || employee.keys.some(({ action }) => action === "goal");
  return {
    outcome,
    result,
    transcript,
    summary: `${simulated} ${summary(employee, said, { outcome, result, untilThen, collected, goal })}`,
    collected,
    goalReached: hasGoal && outcome === "success" ? (goal ?? false) : null,
    callbackAt: result === "callback" ? end.callbackAt : null,
    personSpoke,
  };
}

interface CameTo {
  outcome: Outcome;
  result: CallResult | null;
}

function cameTo(employee: EmployeeProfile, behaviour: CalleeBehaviour, said: Said, personSpoke: boolean): CameTo {
  if (behaviour === "machine") return { outcome: "voicemail", result: null };
  const announces = employee.kind === "announcement";
  if (behaviour === "hangs_up") return { outcome: "no_answer", result: "hung_up" };
  if (behaviour === "silent" && !announces) return { outcome: "no_answer", result: "silent" };
  for (const { kind } of said.meanings) {
    if (kind === "opt_out") return { outcome: "success", result: "opted_out" };
    if (kind === "callback") return { outcome: "success", result: "callback" };
  }
  // An announcement has succeeded when it was heard to its end or a key ended it, a conversation when they spoke.
  const reached = announces ? said.whole || said.meanings.length > 0 : personSpoke;
  if (!reached) return { outcome: "no_answer", result: "hung_up" };
  return { outcome: "success", result: behaviour === "screens" ? "screened" : null };
}

function summary(
  { kind }: EmployeeProfile,
  { meanings, whole }: Said,
  came: CameTo & { untilThen: CameTo; collected: ConversationRecord["collected"]; goal: boolean | null },
): string {
  const { outcome, result, untilThen, collected, goal } = came;
  const interrupted = result === "interrupted";
  if (interrupted && untilThen.outcome === "voicemail")
    return "a voicemail answered, and our side ended the call before it was done.";
  if (interrupted && untilThen.outcome === "no_answer")
    return kind === "announcement"
      ? "it was answered, and our side ended the call before the announcement was over."
      : "it was answered, and our side ended the call before anybody had spoken.";
  if (outcome === "voicemail") {
    const left = whole && meanings.some((meaning) => meaning.kind === "message_left");
    return left ? "a voicemail answered and the message was left." : "a voicemail answered and no message was left.";
  }
  if (result === "hung_up") return "it was answered and hung up before anything was said.";
  if (result === "silent") return "it was answered and nobody spoke.";
  if (result === "opted_out") return "the person asked not to be called again; the number is on the do-not-call list.";
  if (result === "callback") return "the person asked to be called back later.";
  const screened = untilThen.result === "screened" ? " after a call-screening service" : "";
  const happened =
    kind === "announcement" ? `the announcement was played${screened}` : `the person answered${screened} and talked`;
  const cut = interrupted ? " until our side ended the call" : whole ? "" : " until the call was cut off";
  const reached = goal === null ? "" : goal ? "; the goal was reached" : "; the goal was not reached";
  const details = Object.entries(collected).flatMap(([field, value]) =>
    value === null ? [] : [`${field.replaceAll("_", " ")}: ${value === true ? "yes" : value === false ? "no" : value}`],
  );
  return `${happened}${cut}${reached}.${details.length > 0 ? ` Collected: ${details.join(", ")}.` : ""}`;
}
