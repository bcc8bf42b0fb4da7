import { describe, expect, test } from "vitest";
import { permissions, type Permission } from "../roles.ts";
import {
  acceptsContacts,
  allowedActions,
  type CampaignAction,
  campaignMoveNames,
  campaignMoves,
  type CampaignStatus,
  campaignStatuses,
  canMove,
  dialableStatuses,
  isDeletable,
  isEditable,
  movableFrom,
  releasesContacts,
  resumedStatus,
} from "./lifecycle.ts";

const everything = new Set<Permission>(permissions);

describe("the moves of a campaign", () => {
  test("lead from draft to every status", () => {
    const reached = new Set<CampaignStatus>(["draft"]);
    for (let before = -1; before !== reached.size;) {
      before = reached.size;
      for (const { from, to } of campaignMoves) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].toSorted()).toEqual(campaignStatuses.toSorted());
  });

  test("are those of the design, no more and no fewer", () => {
    const pairs = (from: CampaignStatus) =>
      [...new Set(campaignMoves.filter((move) => move.from === from).map((move) => move.to))].toSorted();
    expect(Object.fromEntries(campaignStatuses.map((status) => [status, pairs(status)]))).toEqual({
      draft: ["queued"],
      queued: ["canceled", "paused", "running"],
      running: ["canceled", "completed", "paused"],
      paused: ["canceled", "queued", "running"],
      completed: ["queued"],
      canceled: [],
    });
  });

  test("a canceled campaign is final, and only a running one completes", () => {
    for (const name of campaignMoveNames) expect(canMove(name, "canceled")).toBe(false);
    expect(movableFrom("complete")).toEqual(["running"]);
  });

  test("completion and the first call are the engine's alone; a person needs a permission for the rest", () => {
    for (const { name, by, needs } of campaignMoves) {
      const computed = name === "complete" || name === "begin";
      expect([name, by === "dialer", needs === null]).toEqual([name, computed, computed]);
    }
  });

  test("every name has a move, and a move is asked for by where it leads too", () => {
    expect(campaignMoveNames.filter((name) => movableFrom(name).length === 0)).toEqual([]);
    expect(canMove("resume", "paused", "running")).toBe(true);
    expect(canMove("resume", "paused", "completed")).toBe(false);
  });

  test("a paused campaign that called nobody goes back to its queue", () => {
    expect(resumedStatus(0)).toBe("queued");
    expect(resumedStatus(1)).toBe("running");
    for (const attempts of [0, 1]) expect(canMove("resume", "paused", resumedStatus(attempts))).toBe(true);
  });

  test("the engine looks for calls only where they may begin", () => {
    expect(dialableStatuses).toEqual(["queued", "running"]);
    for (const status of dialableStatuses) expect(canMove("pause", status)).toBe(true);
  });
});

describe("what may be done to a campaign", () => {
  const allowed = (status: CampaignStatus, liveCalls = 0, retryable = 0) =>
    allowedActions({ status, liveCalls, retryable }, everything);

  test("follows its status", () => {
    const table: Record<CampaignStatus, CampaignAction[]> = {
      draft: ["edit", "start", "duplicate", "delete"],
      queued: ["pause", "cancel", "duplicate"],
      running: ["pause", "cancel", "duplicate"],
      paused: ["edit", "resume", "cancel", "duplicate"],
      completed: ["duplicate", "delete"],
      canceled: ["duplicate", "delete"],
    };
    expect(Object.fromEntries(campaignStatuses.map((status) => [status, allowed(status)]))).toEqual(table);
  });

  test("retry failed is offered where somebody can be retried", () => {
    expect(allowed("completed", 0, 3)).toContain("retry_failed");
    expect(allowed("running", 0, 3)).not.toContain("retry_failed");
  });

  test("a campaign with live calls is not deleted", () => {
    expect(allowed("canceled", 1)).not.toContain("delete");
    expect(isDeletable("completed", 0)).toBe(true);
    expect(isDeletable("paused", 0)).toBe(false);
  });

  test("a person without a permission is not offered what needs it", () => {
    const reader = allowedActions({ status: "draft", liveCalls: 0, retryable: 0 }, new Set(["campaigns:read"]));
    expect(reader).toEqual([]);
    const editor = allowedActions({ status: "draft", liveCalls: 0, retryable: 0 }, new Set(["campaigns:write"]));
    expect(editor).toEqual(["edit", "duplicate", "delete"]);
  });

  test("is edited, filled and emptied where nobody is being called", () => {
    const where = (may: (status: CampaignStatus) => boolean) => campaignStatuses.filter((status) => may(status));
    expect(where(isEditable)).toEqual(["draft", "paused"]);
    expect(where(acceptsContacts)).toEqual(["draft", "paused", "completed"]);
    expect(where(releasesContacts)).toEqual(["draft", "paused"]);
  });
});
