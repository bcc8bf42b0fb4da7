import type { FastifyInstance } from "fastify";
import { healthEndpoints } from "#contract/health.ts";
import { Refusal } from "#domain/errors.ts";
import { databaseNow } from "#store/callers.ts";
import type { Database } from "#store/db.ts";
import { bind } from "../bind.ts";

export function bindHealth(server: FastifyInstance, database: Database, version: string): void {
  bind(server, healthEndpoints.getHealth, async () => {
    await databaseNow(database.sql).catch(() => {
      throw new Refusal("unavailable", "The database does not answer; the server tries again by itself.");
    });
    return { status: "ok" as const, version, database: database.kind };
  });
}
