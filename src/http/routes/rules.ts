import type { FastifyInstance } from "fastify";
import { previewRetention } from "#actions/preview-retention.ts";
import { setRules } from "#actions/set-rules.ts";
import { ruleEndpoints } from "#contract/rules.ts";
import type { Clock } from "#domain/clock.ts";
import type { Sql } from "#store/db.ts";
import { readRules } from "#store/rules.ts";
import { askedBy } from "../audited.ts";
import { bind } from "../bind.ts";

export function bindRules(server: FastifyInstance, sql: Sql, clock: Clock): void {
  bind(server, ruleEndpoints.getRules, ({ principal }) => readRules(sql, principal.organisationId));
  bind(server, ruleEndpoints.previewRetention, ({ principal, query }) =>
    previewRetention(sql, principal.organisationId, query.days, clock.now()),
  );
  bind(server, ruleEndpoints.setRules, ({ principal, request, body }) =>
    setRules(sql, askedBy(principal, request, clock.now()), body),
  );
}
