import type { FastifyInstance } from "fastify";
import { deleteFilter } from "#actions/delete-filter.ts";
import { saveFilter } from "#actions/save-filter.ts";
import { contactFilter, filterEndpoints } from "#contract/filters.ts";
import type { Sql } from "#store/db.ts";
import { listSavedFilters, type SavedFilter } from "#store/saved-filters.ts";
import { bind } from "../bind.ts";
import { idPage, idPageAnswer } from "../id-pages.ts";
import { idOf } from "../ids.ts";

export function bindFilters(server: FastifyInstance, sql: Sql): void {
  bind(server, filterEndpoints.listFilters, async ({ principal, query }) => {
    const { rows, total } = await listSavedFilters(sql, principal.organisationId, idPage(query));
    return idPageAnswer({ rows: rows.map(shown), total }, query);
  });
  bind(server, filterEndpoints.createFilter, async ({ principal, body }) =>
    shown(await saveFilter(sql, principal.organisationId, body, principal.name)),
  );
  bind(server, filterEndpoints.deleteFilter, ({ principal, params }) =>
    deleteFilter(sql, principal.organisationId, idOf(params.id, "filter")),
  );
}

function shown({ filter, createdAt, ...saved }: SavedFilter) {
  return { ...saved, filter: contactFilter.parse(filter), createdAt: createdAt.toISOString() };
}
