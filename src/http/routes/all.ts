/** Every route on one server. What each needs is given here; the accounts bring their own. */
import type { FastifyInstance } from "fastify";
import type { Clock } from "#domain/clock.ts";
import type { Recordings } from "#recordings/recordings.ts";
import type { Database } from "#store/db.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { LiveHub } from "../live/hub.ts";
import { bindAiEmployees } from "./ai-employees.ts";
import { bindAudit } from "./audit.ts";
import { bindCalls } from "./calls.ts";
import { bindCampaignLists } from "./campaign-lists.ts";
import { bindCampaigns } from "./campaigns.ts";
import { bindContacts } from "./contacts.ts";
import { bindConversations } from "./conversations.ts";
import { bindDoNotCall } from "./do-not-call.ts";
import { bindEvents } from "./events.ts";
import { bindFilters } from "./filters.ts";
import { bindHealth } from "./health.ts";
import { bindImports } from "./imports.ts";
import { bindLines } from "./lines.ts";
import { bindRules } from "./rules.ts";
import { bindTestCalls } from "./test-calls.ts";

export interface RouteParts {
  database: Database;
  clock: Clock;
  hub: LiveHub;
  accounts: Accounts;
  lines: Parameters<typeof bindLines>[2];
  recordings: Recordings;
  version: string;
}

export function bindRoutes(server: FastifyInstance, parts: RouteParts): void {
  const { database, clock, hub, accounts, lines, recordings, version } = parts;
  const { sql } = database;
  bindHealth(server, database, version);
  accounts.register(server);
  bindCampaigns(server, database, clock);
  bindCampaignLists(server, sql, clock);
  bindEvents(server, sql, hub);
  bindContacts(server, sql, clock);
  bindFilters(server, sql);
  bindImports(server, sql, clock);
  bindAiEmployees(server, sql);
  bindTestCalls(server, sql, clock);
  bindLines(server, sql, lines);
  bindCalls(server, sql);
  bindConversations(server, sql, recordings);
  bindDoNotCall(server, sql, clock);
  bindRules(server, sql, clock);
  bindAudit(server, sql);
}
