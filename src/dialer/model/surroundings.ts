/** What happens around the callers: time passes, people press buttons, the telephone network does its part. */
import type { Setting, Take } from "./protocol.ts";
import { LEASE_TICKS, REQUEST_TICKS, type World } from "./world.ts";

export function time(step: Take): void {
  step("tick", (to) => {
    for (const owner of Object.keys(to.leases)) to.leases[owner]! -= 1;
    if (to.paused !== null) to.paused = Math.min(to.paused + 1, REQUEST_TICKS + 1);
    if (to.listed !== null) to.listed = Math.min(to.listed + 1, REQUEST_TICKS + 1);
    for (const request of to.requests) request.age = Math.min(request.age + 1, REQUEST_TICKS + 1);
    for (const caller of to.callers) {
      caller.sinceBeat = Math.min(caller.sinceBeat + 1, LEASE_TICKS);
      if (caller.beat) caller.beat.age = Math.min(caller.beat.age + 1, LEASE_TICKS);
      for (const call of caller.held) if (call.age !== null) call.age = Math.min(call.age + 1, REQUEST_TICKS + 1);
    }
  });
}

/** src/actions: each takes the organisation's lock and the campaign's row, and answers when it is committed. */
export function people(world: World, step: Take): void {
  if (world.paused !== null) step("resume", (to) => (to.paused = null));
  if (world.presses === 0) return;
  if (world.paused === null) {
    step("pause", (to) => {
      to.presses -= 1;
      to.paused = 0;
    });
  }
  if (world.listed === null) {
    step("list the number", (to) => {
      to.presses -= 1;
      to.listed = 0;
      for (const contact of to.contacts) contact.due = false;
    });
  }
}

export function network(world: World, { rules, attempts }: Setting, step: Take): void {
  for (const [index, { by, key, age }] of world.requests.entries()) {
    if (rules.requestsExpire && age > REQUEST_TICKS) {
      step(`the network refuses call ${key}`, (to) => {
        to.requests.splice(index, 1);
        tell(to, by, key, "unrung");
      });
    } else {
      step(`call ${key} rings`, (to) => {
        const [request] = to.requests.splice(index, 1);
        const contact = to.contacts[request!.contact]!;
        contact.rings += 1;
        to.broken = lawBroken(to, key, contact.rings > attempts);
        to.rings.push({ ...request!, age: 0 });
        to.rung.push(key);
      });
    }
  }
  for (const [index, { by, key }] of world.rings.entries()) {
    step(`call ${key} ends`, (to) => {
      to.rings.splice(index, 1);
      tell(to, by, key, "ended");
    });
  }
}

function lawBroken(world: World, key: number, overBudget: boolean): string | null {
  if (world.rung.includes(key)) return "one call rang twice";
  if (world.rings.length > 0) return "a number rang while it was ringing";
  if ((world.paused ?? 0) > REQUEST_TICKS) return "a call rang after the pause";
  if ((world.listed ?? 0) > REQUEST_TICKS) return "a listed number rang";
  if (overBudget) return "a contact rang more often than its tries";
  return null;
}

/** The line's event reaches the process that placed the call, if it still has it. */
function tell(world: World, by: number, key: number, step: "unrung" | "ended"): void {
  const call = world.callers[by]!.held.find((held) => held.key === key && held.step === "placed");
  if (call) call.step = step;
}
