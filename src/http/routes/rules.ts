import type { FastifyInstance } from "fastify";
import { setRules } from "#actions/set-rules.ts";
import { ruleEndpoints } from "#contract/rules.ts";
import type { Sql } from "#store/db.ts";
import { readRules } from "#store/rules.ts";
import { bind } from "../bind.ts";

export function bindRules(server: FastifyInstance, sql: Sql): void {
  bind(server, ruleEndpoints.getRules, ({ principal }) => readRules(sql, principal.organisationId));
  bind(server, ruleEndpoints.setRules, ({ principal, body }) => setRules(sql, principal.organisationId, body));
}
