import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CallingRules } from "#domain/campaign/settings.ts";
import { contactStatuses } from "#domain/contact/lifecycle.ts";
import { databases } from "#harness/databases.ts";
import { openWorld, statusOf, tallies, type World } from "#harness/world.ts";
import { promised } from "./callees.ts";
import { type Broken, judge, type JudgedCall, type Run } from "./oracle.ts";
import { type Finished, runScenario } from "./run.ts";
import { prepare, type Scenario } from "./scenario.ts";

/** Of 10,000 contacts. */
const sizes: Record<string, number> = { PGlite: 1, PostgreSQL: 0.06 };

interface Forgery {
  broken: Broken;
  what: string;
  forge: (run: Run) => Run;
}

/** The first call of the first campaign that is not its contact's first, and the one before it. */
function retryOf(run: Run): { before: JudgedCall; retry: JudgedCall } {
  const retry = run.calls.find((call) => call.campaignId === run.campaigns[0]!.id && call.attempt === 2)!;
  const before = run.calls.find(
    (call) => call.campaignId === retry.campaignId && call.phone === retry.phone && call.attempt === 1,
  )!;
  return { before, retry };
}

function withRules(run: Run, change: Partial<CallingRules>): Run {
  return { ...run, rules: new Map([...run.rules].map(([id, rules]) => [id, { ...rules, ...change }])) };
}

const forgeries: Forgery[] = [
  {
    broken: "window",
    what: "a window opened an hour late",
    forge: (run) => {
      const [first] = run.campaigns;
      first!.settings.windows = [{ days: ["mon", "tue", "wed", "thu", "fri"], from: "10:00", to: "17:00" }];
      return run;
    },
  },
  {
    broken: "window",
    what: "the evening of a change of clocks was read by the offset of the day before",
    forge: (run) => {
      const nights = run.campaigns[3]!;
      nights.settings.windows = [{ days: ["fri", "sat", "sun"], from: "23:00", to: "02:00" }];
      return run;
    },
  },
  {
    broken: "quiet_hours",
    what: "quiet hours began earlier",
    forge: (run) => withRules(run, { quietHours: { from: "19:30", to: "08:00" } }),
  },
  { broken: "daily_cap", what: "the cap was one lower", forge: (run) => withRules(run, { maxCallsPer24h: 2 }) },
  { broken: "gap", what: "the gap was four days", forge: (run) => withRules(run, { minGapMinutes: 5_760 }) },
  {
    broken: "campaign_limit",
    what: "one place fewer was allowed",
    forge: (run) => {
      run.campaigns[0]!.settings.maxConcurrentCalls = 3;
      return run;
    },
  },
  {
    broken: "employee_limit",
    what: "an employee took fewer calls",
    forge: (run) => ({ ...run, employees: new Map([...run.employees].map(([id]) => [id, { maxConcurrentCalls: 3 }])) }),
  },
  {
    broken: "line_limit",
    what: "a line took fewer calls",
    forge: (run) => ({
      ...run,
      lines: new Map([...run.lines].map(([id, limits]) => [id, { ...limits, maxConcurrentCalls: 3 }])),
    }),
  },
  {
    broken: "calls_per_second",
    what: "a line started one call a second less",
    forge: (run) => ({
      ...run,
      lines: new Map(
        [...run.lines].map(([id, limits]) => [
          id,
          { ...limits, callsPerSecond: limits.callsPerSecond === 4 ? 2 : null },
        ]),
      ),
    }),
  },
  {
    broken: "retry_too_early",
    what: "a retry came a second early",
    forge: (run) => {
      const { before, retry } = retryOf(run);
      const { delaySeconds } = run.campaigns[0]!.settings.retry;
      retry.placedAt = before.endedAt + delaySeconds * 1_000 - 1_000;
      return run;
    },
  },
  {
    broken: "too_many_calls",
    what: "somebody who talked was called again",
    forge: (run) => {
      const last = run.calls.find(
        (call) =>
          promised(call.phone, call.attempt).outcome === "success" &&
          call.attempt === 1 &&
          !promised(call.phone, 1).callsBack,
      )!;
      const again = { ...last, key: "again", attempt: 2, began: last.ended + 0.1, ended: last.ended + 0.2 };
      return { ...run, calls: [...run.calls, again] };
    },
  },
  {
    broken: "too_few_calls",
    what: "a retry was forgotten",
    forge: (run) => {
      const { retry } = retryOf(run);
      return {
        ...run,
        calls: run.calls.filter(
          (call) => !(call.campaignId === retry.campaignId && call.phone === retry.phone && call.attempt >= 2),
        ),
      };
    },
  },
  {
    broken: "key_twice",
    what: "one attempt rang twice",
    forge: (run) => ({ ...run, calls: [...run.calls, { ...run.calls[10]! }] }),
  },
  {
    broken: "number_twice_at_once",
    what: "a number was rung while it was being rung",
    forge: (run) => {
      const [first] = run.calls;
      const other = { ...first!, key: "other", began: first!.began + 0.1, ended: first!.ended - 0.1 };
      return { ...run, calls: [...run.calls, other] };
    },
  },
  {
    broken: "do_not_call",
    what: "a number was listed before its call",
    forge: (run) => {
      const call = run.calls.find(({ campaignId }) => campaignId === run.campaigns[0]!.id)!;
      const { organisation } = run.campaigns[0]!;
      return { ...run, doNotCall: [...run.doNotCall, { organisation, phone: call.phone, from: call.placedAt }] };
    },
  },
  {
    broken: "do_not_call",
    what: "somebody who had asked not to be called was called by another campaign",
    forge: (run) => {
      const call = run.calls.find(({ phone }) => promised(phone, 1).optsOut)!;
      const again = {
        ...call,
        key: "again",
        placedAt: call.endedAt + 1,
        began: call.ended + 0.1,
        ended: call.ended + 0.2,
      };
      return { ...run, calls: [...run.calls, again] };
    },
  },
  {
    broken: "order",
    what: "the last on the list was called first",
    forge: (run) => {
      const [first] = run.campaigns;
      return { ...run, campaigns: [{ ...first!, contacts: first!.contacts.toReversed() }, ...run.campaigns.slice(1)] };
    },
  },
  {
    broken: "left_out",
    what: "somebody without a zone was called",
    forge: (run) => {
      const { retry } = retryOf(run);
      const contact = run.campaigns[0]!.contacts.find(({ phone }) => phone === retry.phone)!;
      (contact as { zones: readonly string[] }).zones = [];
      return run;
    },
  },
  {
    broken: "not_started",
    what: "a campaign began before its time",
    forge: (run) => {
      run.campaigns[1]!.startsAt += 3_600_000 * 24;
      return run;
    },
  },
  {
    broken: "paused",
    what: "a paused campaign called",
    forge: (run) => {
      const { retry } = retryOf(run);
      const pauses = [{ from: retry.placedAt, until: retry.placedAt + 1 }];
      return { ...run, campaigns: [{ ...run.campaigns[0]!, pauses }, ...run.campaigns.slice(1)] };
    },
  },
  {
    broken: "retry_late",
    what: "a retry was an hour late in open hours",
    forge: (run) => {
      const { settings } = run.campaigns[0]!;
      settings.retry.delaySeconds /= 4;
      return run;
    },
  },
];

describe.each(databases)("three weeks of four campaigns on $name", ({ name, open }) => {
  let world: World;
  let scenario: Scenario;
  let finished: Finished;

  beforeAll(async () => {
    world = await openWorld(open);
    scenario = await prepare(world, sizes[name]!);
    finished = await runScenario(scenario);
  }, 1_200_000);
  afterAll(() => world.close());

  test("break no rule in any single call", () => {
    const contacts = scenario.campaigns.reduce((sum, campaign) => sum + campaign.contacts.length, 0);
    expect(finished.run.calls.length).toBeGreaterThan(contacts * 1.5);
    expect(judge(finished.run).slice(0, 20)).toEqual([]);
  });

  test("use what they may: places, calls per second, attempts", () => {
    const busiest = (of: (call: JudgedCall) => boolean) => {
      const steps = finished.run.calls.filter(of).flatMap(({ began, ended }) => [
        { at: began, by: 1 },
        { at: ended, by: -1 },
      ]);
      let [live, most] = [0, 0];
      for (const { by } of steps.toSorted((a, b) => a.at - b.at)) most = Math.max(most, (live += by));
      return most;
    };
    const [reminders, , , nights] = scenario.campaigns;
    // A tenth of the contacts does not fill every place.
    if (name === "PGlite") {
      expect(busiest((call) => call.campaignId === reminders!.id)).toBe(reminders!.settings.maxConcurrentCalls);
      expect(busiest((call) => call.employeeId === reminders!.employeeId)).toBe(80);
    }
    expect(busiest((call) => call.employeeId === nights!.employeeId)).toBeGreaterThan(3);
    for (const { id, settings } of scenario.campaigns.slice(0, 3)) {
      const attempts = finished.run.calls.filter((call) => call.campaignId === id).map((call) => call.attempt);
      expect(Math.max(...attempts)).toBe(1 + settings.retry.maxRetries);
    }
  });

  test("call over both changes of clocks, in the hour that comes twice too", () => {
    const calls = (zone: string, from: string, until: string) => {
      const contacts = scenario.campaigns.flatMap((campaign) => campaign.contacts);
      const there = new Set(contacts.filter(({ zones }) => zones.includes(zone)).map(({ phone }) => phone));
      const [begins, ends] = [Date.parse(from), Date.parse(until)];
      return finished.run.calls.filter(
        ({ phone, placedAt }) => there.has(phone) && placedAt >= begins && placedAt < ends,
      ).length;
    };
    // A few hundred contacts do not reach everywhere.
    if (name !== "PGlite") return;
    expect(calls("Europe/Berlin", "2026-10-25T00:00Z", "2026-10-25T01:00Z")).toBeGreaterThan(0);
    expect(calls("Europe/Berlin", "2026-10-25T01:00Z", "2026-10-25T02:00Z")).toBeGreaterThan(0);
    expect(calls("America/New_York", "2026-10-31T12:00Z", "2026-11-01T06:00Z")).toBeGreaterThan(0);
    expect(calls("America/New_York", "2026-11-01T06:00Z", "2026-11-02T00:00Z")).toBeGreaterThan(0);
  });

  test("are completed, each contact with what its last call came to, and sums that say so", async () => {
    for (const campaign of scenario.campaigns) {
      expect(await statusOf(world, campaign.id)).toBe("completed");
      const { rows } = await sql<{ phone: string; status: string; attempts: number; last: number | null }>`
        select p.phone, cc.status, cc.attempts, k.attempt as last from campaign_contact cc
          join contact p on p.id = cc.contact_id left join call k on k.id = cc.last_call_id
         where cc.campaign_id = ${campaign.id} and cc.next_attempt_at is null order by cc.id`.execute(
        world.database.sql,
      );
      expect(rows.map((row) => row.phone)).toEqual(campaign.contacts.map((contact) => contact.phone));
      const attempts = new Map<string, number>();
      for (const call of finished.run.calls)
        if (call.campaignId === campaign.id) attempts.set(call.phone, (attempts.get(call.phone) ?? 0) + 1);
      const wanted = rows.map(({ phone }) => {
        const made = attempts.get(phone) ?? 0;
        const status = made === 0 ? "skipped" : promised(phone, made).outcome;
        return { phone, status, attempts: made, last: made === 0 ? null : made };
      });
      expect(rows).toEqual(wanted);

      const sums = await tallies(world, campaign.id);
      const counted = Object.fromEntries(
        contactStatuses.flatMap((status) => {
          const n = wanted.filter((contact) => contact.status === status).length;
          return n === 0 ? [] : [[status, n]];
        }),
      );
      const kept = Object.fromEntries(
        contactStatuses.flatMap((status) => (sums[status] ? [[status, sums[status]]] : [])),
      );
      expect(kept).toEqual(counted);
      expect(sums.attempts).toBe(finished.run.calls.filter((call) => call.campaignId === campaign.id).length);
      expect([sums.retrying, sums.live]).toEqual([undefined, undefined]);
    }
  });

  test("leave the simulator and the engine nothing to complain of", () => {
    expect(finished.faults).toEqual([]);
  });

  // Judged once: each costs a look at every call.
  test.runIf(name === "PostgreSQL").each(forgeries)(
    "would have been caught: $broken, when $what",
    ({ broken, forge }) => {
      const found = judge(forge(structuredClone(finished.run)));
      expect([...new Set(found.map(({ kind }) => kind))]).toContain(broken);
    },
  );
});
