import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outcomeFacts, outcomes } from "../call/outcomes.ts";
import {
  attemptedStatuses,
  canMoveContact,
  type ContactMove,
  contactMoveNames,
  contactMoves,
  contactStatuses,
  contactStatusNames,
} from "./lifecycle.ts";

const legal = (move: ContactMove) => canMoveContact(move.name, move.from, move.to);
const anyMove = fc.record({
  name: fc.constantFrom(...contactMoveNames),
  from: fc.constantFrom(...contactStatuses),
  to: fc.constantFrom(...contactStatuses),
});

describe("the moves of a contact", () => {
  test("lead from pending to every status", () => {
    const reached = new Set<string>(["pending"]);
    for (let before = -1; before !== reached.size;) {
      before = reached.size;
      for (const { from, to } of contactMoves) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].toSorted()).toEqual(contactStatuses.toSorted());
  });

  test("skipped and canceled are final", () => {
    expect(contactMoves.filter(({ from }) => from === "skipped" || from === "canceled")).toEqual([]);
  });

  test("only a contact that is being called gets an outcome", () => {
    for (const { name, from, to } of contactMoves) {
      if (name !== "settle") continue;
      expect(from).toBe("in_progress");
      expect(attemptedStatuses).toContain(to);
    }
  });

  test("every status that a finished call leaves may be called again, and come back from it untouched", () => {
    for (const status of attemptedStatuses) {
      expect(canMoveContact("claim", status, "in_progress")).toBe(true);
      expect(canMoveContact("release", "in_progress", status)).toBe(true);
      expect(canMoveContact("settle", "in_progress", status)).toBe(true);
    }
    expect(attemptedStatuses).toEqual(outcomes.map((outcome) => outcomeFacts[outcome].contactStatus));
  });

  test("moves that the table does not have are refused", () => {
    expect(canMoveContact("settle", "pending", "success")).toBe(false);
    expect(canMoveContact("skip", "success", "skipped")).toBe(false);
    expect(canMoveContact("cancel", "busy", "canceled")).toBe(false);
    expect(canMoveContact("claim", "skipped", "in_progress")).toBe(false);
    expect(canMoveContact("release", "pending", "in_progress")).toBe(false);
  });

  test("the nine counts sum to the total after any moves, in which only legal ones are made", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.tuple(fc.nat(), anyMove), { maxLength: 300 }),
        (total, tried) => {
          const contacts = Array.from({ length: total }, () => "pending");
          const counts: Record<string, number> = Object.fromEntries(contactStatuses.map((status) => [status, 0]));
          counts.pending = total;
          for (const [which, move] of tried) {
            const at = which % total;
            if (contacts[at] !== move.from || !legal(move)) continue;
            contacts[at] = move.to;
            counts[move.from]! -= 1;
            counts[move.to]! += 1;
          }
          for (const status of contactStatuses) {
            expect(counts[status]).toBe(contacts.filter((contact) => contact === status).length);
          }
          expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(total);
        },
      ),
    );
  });

  test("a walk of legal moves never leaves a final status", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), (choices) => {
        let status: string = "pending";
        for (const choice of choices) {
          const moves = contactMoves.filter(({ from }) => from === status);
          if (status === "skipped" || status === "canceled") expect(moves).toEqual([]);
          const move = moves[choice % Math.max(1, moves.length)];
          if (!move) return;
          status = move.to;
        }
      }),
    );
  });
});

describe("the statuses", () => {
  test("have the names of the manual, each its own", () => {
    expect(new Set(Object.values(contactStatusNames)).size).toBe(contactStatuses.length);
  });
});
