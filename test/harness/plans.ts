/** How PostgreSQL carried out the statements that the program gave it, as auto_explain tells them: also those inside triggers. */
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { codec } from "#store/drivers/codec.ts";
import type { Tables } from "#store/tables.ts";

/** One use of a table in a plan, with what it really read. */
export interface TableRead {
  statement: string;
  /** As EXPLAIN names it: "Seq Scan", "Index Scan", … */
  node: string;
  table: string;
  index: string | null;
  /** Rows looked at, over all loops, also those that a filter then left out. */
  rows: number;
}

export interface WatchedDatabase {
  sql: Kysely<Tables>;
  /** What was read since the last look. */
  look(): TableRead[];
  close(): Promise<void>;
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: PlanNode[];
}

const settings = {
  session_preload_libraries: "auto_explain",
  "auto_explain.log_min_duration": "0",
  "auto_explain.log_nested_statements": "on",
  "auto_explain.log_analyze": "on",
  "auto_explain.log_timing": "off",
  "auto_explain.log_format": "json",
  "auto_explain.log_level": "notice",
};

/** @param url of a database with the program's schema; the account is a superuser */
export function watchDatabase(url: string): WatchedDatabase {
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const getTypeParser = (oid: number, format?: string) =>
    (format !== "binary" && codec[oid]) || pg.types.getTypeParser(oid, format as "text");
  const pool = new pg.Pool({ connectionString: url, max: 4, options: options.join(" "), types: { getTypeParser } });
  pool.on("error", () => {});
  let reads: TableRead[] = [];
  pool.on("connect", (client) => {
    client.on("notice", ({ message }) => {
      const json = /^duration: .*? plan:\n(\{.*)$/s.exec(message ?? "")?.[1];
      if (!json) return;
      const told = JSON.parse(json) as { "Query Text": string; Plan: PlanNode };
      reads.push(...readsOf(told["Query Text"], told.Plan));
    });
  });
  const sql = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    sql,
    look: () => {
      const seen = reads;
      reads = [];
      return seen;
    },
    close: () => sql.destroy(),
  };
}

function readsOf(statement: string, node: PlanNode): TableRead[] {
  const below = (node.Plans ?? []).flatMap((part) => readsOf(statement, part));
  const table = node["Relation Name"];
  if (table === undefined || node["Node Type"] === "ModifyTable") return below;
  const each =
    node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  const rows = Math.round(each * node["Actual Loops"]);
  return [{ statement, node: node["Node Type"], table, index: node["Index Name"] ?? null, rows }, ...below];
}
