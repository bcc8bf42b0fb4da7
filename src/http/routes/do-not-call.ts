import type { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { importDoNotCall, readCountry, type Rows } from "#actions/import-do-not-call.ts";
import { noteExport } from "#actions/note-export.ts";
import { suppressNumber } from "#actions/suppress-number.ts";
import { unlistNumber } from "#actions/unlist-number.ts";
import { doNotCallEndpoints } from "#contract/do-not-call.ts";
import type { Clock } from "#domain/clock.ts";
import type { Sql } from "#store/db.ts";
import { type DoNotCallEntry, listDoNotCall } from "#store/do-not-call.ts";
import { askedBy } from "../audited.ts";
import { bind } from "../bind.ts";
import { doNotCallAsCsv } from "../do-not-call-export.ts";
import { decodeCursor, pageOf } from "../pages.ts";

/** How a file is taken apart; refuses with `unreadable_file`. */
export type ReadTable = (file: Readable) => Promise<{ chunks: Rows }>;

const END_OF_9999 = Date.UTC(9999, 11, 31);
const position = z.tuple([z.int().min(0).max(END_OF_9999), z.string().max(40)]);

export function bindDoNotCall(server: FastifyInstance, sql: Sql, clock: Clock, readTable: ReadTable): void {
  const now = () => new Date(clock.now());

  bind(server, doNotCallEndpoints.listDoNotCall, async ({ principal, query }) => {
    const place = decodeCursor(position, query.cursor);
    const after = place && { addedAt: new Date(place[0]), phone: place[1] };
    const { limit } = query;
    const { rows, total } = await listDoNotCall(sql, principal.organisationId, { ...query, after }, now());
    return pageOf(rows, { limit, total, item: shown, position: (row) => [row.addedAt.getTime(), row.phone] });
  });
  bind(server, doNotCallEndpoints.addDoNotCall, async ({ principal, body }) =>
    shown(
      await suppressNumber(sql, {
        organisationId: principal.organisationId,
        phone: body.phone,
        source: principal.kind === "key" ? "api" : "user",
        note: body.note,
        addedBy: principal.name,
        expiresAt: body.expiresAt === null ? null : new Date(body.expiresAt),
        now: now(),
      }),
    ),
  );
  bind(server, doNotCallEndpoints.importDoNotCall, async ({ principal, query, body }) => {
    const country = readCountry(query.country);
    const { chunks } = await readTable(body.stream);
    const { organisationId, name } = principal;
    return importDoNotCall(sql, { organisationId, source: "import", addedBy: name, now: now() }, chunks, country);
  });
  bind(server, doNotCallEndpoints.exportDoNotCall, async ({ principal, query, request }) => {
    const { organisationId } = principal;
    const asked = askedBy(principal, request, clock.now());
    await noteExport(sql, asked, "do_not_call.exported", { kind: "organisation", id: organisationId });
    return doNotCallAsCsv(sql, organisationId, query, asked.now);
  });
  bind(server, doNotCallEndpoints.removeDoNotCall, ({ principal, params }) =>
    unlistNumber(sql, principal.organisationId, params.phone),
  );
}

function shown({ addedAt, expiresAt, ...entry }: DoNotCallEntry) {
  return { ...entry, addedAt: addedAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null };
}
