import type { FastifyInstance } from "fastify";
import { createLine } from "#actions/create-line.ts";
import { removeLine } from "#actions/remove-line.ts";
import { updateLine } from "#actions/update-line.ts";
import { lineEndpoints } from "#contract/lines.ts";
import { Refusal } from "#domain/errors.ts";
import type { LineKind } from "#domain/line.ts";
import type { Sql } from "#store/db.ts";
import { findLine, listLines, type StoredLine } from "#store/lines.ts";
import type { createLineBook } from "#telephony/line-book.ts";
import type { LineCheck } from "#telephony/port.ts";
import { lineKindRegistry } from "#telephony/registry.ts";
import { bind } from "../bind.ts";
import { idPage, idPageAnswer } from "../id-pages.ts";
import { idOf } from "../ids.ts";

type Findings = LineCheck["problems"];

/** @param book the lines this process has open, which are asked by a check */
export function bindLines(
  server: FastifyInstance,
  sql: Sql,
  book: Pick<ReturnType<typeof createLineBook>, "line">,
): void {
  const named = (params: { id: string }) => idOf(params.id, "line");

  bind(server, lineEndpoints.listLines, async ({ principal, query }) => {
    const { rows, total } = await listLines(sql, principal.organisationId, idPage(query));
    return idPageAnswer({ rows: rows.map((row) => shown(row)), total }, query);
  });
  bind(server, lineEndpoints.createLine, async ({ principal, body }) => {
    const settings = completeSettings(body.kind, body.settings);
    return shown(await createLine(sql, principal.organisationId, { ...body, settings }));
  });
  bind(server, lineEndpoints.getLine, async ({ principal, params }) =>
    shown(await findLine(sql, principal.organisationId, named(params))),
  );
  bind(server, lineEndpoints.updateLine, async ({ principal, params, body }) =>
    shown(await updateLine(sql, principal.organisationId, named(params), body, completeSettings)),
  );
  bind(server, lineEndpoints.deleteLine, ({ principal, params }) =>
    removeLine(sql, principal.organisationId, named(params), new Date()),
  );
  bind(server, lineEndpoints.checkLine, async ({ principal, params }) => {
    const row = await findLine(sql, principal.organisationId, named(params));
    if (!lineKindRegistry[row.kind]) return shown(row);
    const { problems } = await book.line(row).check();
    return shown(row, problems);
  });
}

/** @throws Refusal `invalid` for a kind this version lacks, and for settings its table refuses */
function completeSettings(kind: LineKind, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const row = lineKindRegistry[kind];
  if (!row) {
    const message = `${unknownKind(kind)} Choose one of ${Object.keys(lineKindRegistry).join(", ")}.`;
    throw new Refusal("invalid", message, [{ path: "kind", message }]);
  }
  const { settings, problems } = row.parseSettings(given);
  const [first] = problems;
  if (first) {
    const found = problems.map(({ path, message }) => ({ path: `settings.${path}`, message }));
    throw new Refusal("invalid", first.message, found);
  }
  return { ...settings };
}

const unknownKind = (kind: LineKind) => `This version of Campanile has no ${kind} lines.`;

/** @param checked what a check found; without one, what the settings alone say */
function shown({ id, name, kind, settings, active, liveCalls }: StoredLine, checked?: Findings) {
  return {
    id: String(id),
    name,
    kind,
    settings,
    active,
    liveCalls,
    problems: checked ?? settingsFindings(kind, settings),
  };
}

function settingsFindings(kind: LineKind, settings: StoredLine["settings"]): Findings {
  const row = lineKindRegistry[kind];
  if (!row) return [{ code: "unknown_kind", message: `${unknownKind(kind)} Remove it, or update Campanile.` }];
  return row.parseSettings(settings).problems.map(({ message }) => ({ code: "bad_setting", message }));
}
