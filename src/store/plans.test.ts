/**
 * The statements that are asked all the time find their rows by an index, whatever the planner knows of the tables:
 * really run, on PostgreSQL, and judged by what its executor read, inside triggers too.
 */
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Dialer } from "#dialer/dialer.ts";
import { alwaysOpen } from "#domain/campaign/settings.ts";
import { createPostgresDatabase } from "#harness/databases.ts";
import { type History, writeHistory } from "#harness/history.ts";
import { type TableRead, type WatchedDatabase, watchDatabase } from "#harness/plans.ts";
import { addCampaign, addLine, openWorld, tallies, type World } from "#harness/world.ts";
import { systemClock } from "#src/system-clock.ts";
import { createLineBook } from "#telephony/line-book.ts";
import { createSimulatedConverse } from "#voice/converse.ts";
import { listCampaignContacts } from "./campaign-contacts.ts";
import { readMetrics, readTimeline } from "./campaign-figures.ts";
import { listCampaigns, readCampaigns } from "./campaigns.ts";
import { listCalls, readCalls } from "./calls.ts";
import { nextDue } from "./claim.ts";
import { listConversations, readConversationsOfCalls } from "./conversations.ts";
import { readOrganisation } from "./engine-view.ts";
import type { Sql } from "./db.ts";
import { adoptOrphans } from "./orphans.ts";

const CALLS = 200_000;
/** Far above what a page or a claim needs, far below any of the tables. */
const MOST_ROWS = 6_000;
const grown = ["call", "campaign_contact", "conversation", "contact", "contact_last_call", "do_not_call"] as const;

type Statistics = "fresh" | "of almost empty tables" | "none";

/** Everything about these tables that was not found by an index, or read far more of it than was needed. */
function wasteful(reads: readonly TableRead[]): string[] {
  return reads
    .filter(({ node, table, rows }) => {
      if (!(grown as readonly string[]).includes(table)) return false;
      return /Seq Scan/.test(node) || rows > MOST_ROWS;
    })
    .map(({ node, table, index, rows, statement }) => {
      const said = statement.replaceAll(/\s+/g, " ").slice(0, 160);
      return `${node} of ${table} by ${index ?? "nothing"} read ${rows} rows: ${said}`;
    });
}

describe.each<Statistics>(["fresh", "of almost empty tables", "none"])("with statistics: %s", (statistics) => {
  let world: World;
  let watched: WatchedDatabase;
  let history: History;
  let campaignId: number;

  beforeAll(async () => {
    const { url, drop } = await createPostgresDatabase();
    world = await openWorld(async () => ({ location: { url }, close: drop }));
    const { sql: db } = world.database;
    for (const table of [...grown, "campaign_tally", "call_tally", "campaign", "campaign_zone"])
      await sql`alter table ${sql.table(table)} set (autovacuum_enabled = off)`.execute(db);
    if (statistics === "of almost empty tables") await learnLittle(db);
    history = await writeHistory(world, CALLS);
    campaignId = await addCampaign(world, {
      lineId: await addLine(world, { speed: "max" }),
      employeeId: history.employeeId,
      settings: { windows: alwaysOpen, maxConcurrentCalls: 100 },
    });
    await sql`
      insert into campaign_contact (organisation_id, campaign_id, contact_id, zone_set, next_attempt_at)
      select organisation_id, ${campaignId}, id, zone_set, now() from contact`.execute(db);
    await sql`
      insert into do_not_call (organisation_id, phone, source)
      select ${world.organisationId}, '+1' || (3000000000 + n), 'api' from generate_series(1, 50000) n`.execute(db);
    if (statistics === "fresh") await sql`analyze`.execute(db);
    watched = watchDatabase(url);
  });
  afterAll(async () => {
    await watched.close();
    await world.close();
  });

  /** A few rows, seen by ANALYZE, as a copy has them in its first minutes. */
  async function learnLittle(db: World["database"]["sql"]): Promise<void> {
    await writeHistory(world, 40);
    await sql`analyze`.execute(db);
    const filled = ["call", "conversation", "contact", "campaign", "campaign_tally", "call_tally", "campaign_zone"];
    for (const table of filled) await sql`delete from ${sql.table(table)}`.execute(db);
  }

  test("calls are claimed, dialled, noted and settled", async () => {
    const clock = systemClock();
    const lines = createLineBook({ clock });
    const faults: unknown[] = [];
    const dialer = new Dialer({
      db: watched.sql,
      clock,
      lines,
      converse: createSimulatedConverse({ clock }),
      onFault: (_what, fault) => faults.push(fault),
    });
    watched.look();
    await dialer.start();
    const ended = async () => (await tallies(world, campaignId))["attempts"] ?? 0;
    while ((await ended()) < 600 && faults.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await dialer.stop(5_000);
    await lines.close();
    expect(faults).toEqual([]);
    const reads = watched.look();
    const said = reads.map(({ statement }) => statement).join("\n");
    for (const part of ["for no key update", "update call k set state = 'dialing'", "insert into conversation"])
      expect(said).toContain(part);
    expect(wasteful(reads)).toEqual([]);
  });

  test("the next due contact and the calls of callers that died are found", async () => {
    const { sql: db } = world.database;
    const campaign = { campaignId, zoneSet: 0 };
    await sql`
      insert into call (organisation_id, campaign_id, attempt, phone, line_id, line_kind, simulated, ai_employee_id, owner,
                        state, settings_version, employee_version, queued_at, dialed_at)
      select ${world.organisationId}, ${campaignId}, 1, '+1' || (4000000000 + n), ${history.lineId}, 'simulator', true,
             ${history.employeeId}, 'who died', 'dialing', 1, 1, now(), now() from generate_series(1, 50) n`.execute(
      db,
    );
    watched.look();
    await nextDue(watched.sql, Date.now() - 86_400_000, [
      { ...campaign, opensAt: null },
      { ...campaign, opensAt: Date.now() + 86_400_000 },
    ]);
    await sql`insert into caller (id, lease_until) values ('me', now() + interval '1 day')`.execute(watched.sql);
    for (const astray of [null, { known: [1, 2, 3], before: new Date() }]) {
      await sql`update call set owner = 'who died' where ended_at is null and owner = 'me'`.execute(db);
      expect(await adoptOrphans(watched.sql, "me", 200, astray)).toHaveLength(50);
    }
    await readOrganisation(watched.sql, world.organisationId);
    expect(wasteful(watched.look())).toEqual([]);
  });

  describe("pages are read:", () => {
    const deep = () => Math.floor(CALLS / 2);
    const pages: Array<[string, (db: Sql, organisationId: string) => Promise<unknown>]> = [
      ["the list of campaigns", async (db, of) => readCampaigns(db, of, await pageOfCampaigns(db, of))],
      ["a campaign that calls", (db, of) => readCampaigns(db, of, [campaignId])],
      ["a campaign with tens of thousands that failed", (db, of) => readCampaigns(db, of, [history.campaignIds[0]!])],
      ["the sums", (db, of) => readMetrics(db, of, null, null)],
      ["a campaign's calls over time", (db) => readTimeline(db, history.campaignIds[0]!)],
      ["a campaign's contacts", (db) => listCampaignContacts(db, campaignId, { limit: 50, after: null })],
      [
        "a campaign's contacts, further down",
        (db) => listCampaignContacts(db, history.campaignIds[7]!, { limit: 50, after: 30_000 }),
      ],
      [
        "a campaign's contacts of a status that few have",
        (db) => listCampaignContacts(db, campaignId, { limit: 50, after: null, status: ["success", "voicemail"] }),
      ],
      ["calls", (db, of) => listCalls(db, of, { limit: 50, after: null })],
      ["calls, further down", (db, of) => listCalls(db, of, { limit: 50, after: deep() })],
      ["calls that go on", (db, of) => listCalls(db, of, { limit: 50, after: null, live: true })],
      ["calls that ended", (db, of) => listCalls(db, of, { limit: 50, after: null, live: false })],
      ["a campaign's calls", (db, of) => listCalls(db, of, { limit: 50, after: null, campaignId })],
      [
        "a campaign's calls that go on",
        (db, of) => listCalls(db, of, { limit: 50, after: null, campaignId, live: true }),
      ],
      [
        "a large campaign's calls",
        (db, of) => listCalls(db, of, { limit: 50, after: deep(), campaignId: history.campaignIds[0]! }),
      ],
      ["a contact's calls", (db, of) => listCalls(db, of, { limit: 50, after: null, contactId: 77 })],
      ["calls by their ids", (db, of) => readCalls(db, of, [5, 500, 50_000])],
      ["conversations", (db, of) => listConversations(db, of, { limit: 50, after: null })],
      ["conversations, further down", (db, of) => listConversations(db, of, { limit: 50, after: 20_000 })],
      [
        "a campaign's conversations",
        (db, of) => listConversations(db, of, { limit: 50, after: null, campaignId: history.campaignIds[7]! }),
      ],
      ["a contact's conversations", (db, of) => listConversations(db, of, { limit: 50, after: null, contactId: 77 })],
      ["conversations of calls", (db, of) => readConversationsOfCalls(db, of, [5, 500, 50_000])],
    ];
    test.each(pages)("%s", async (_what, read) => {
      watched.look();
      await read(watched.sql, world.organisationId);
      expect(wasteful(watched.look())).toEqual([]);
    });
  });
});

async function pageOfCampaigns(db: Sql, organisationId: string): Promise<number[]> {
  const { page } = await listCampaigns(db, organisationId, { sort: "-createdAt", limit: 50, after: null });
  return page.map(({ id }) => id);
}
