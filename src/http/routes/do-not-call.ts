import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { exportRefusedNumbers } from "#actions/export-refused-numbers.ts";
import { importDoNotCall } from "#actions/import-do-not-call.ts";
import { noteExport } from "#actions/note-export.ts";
import { knownCountry } from "#actions/known-country.ts";
import { suppressNumber } from "#actions/suppress-number.ts";
import { unlistNumber } from "#actions/unlist-number.ts";
import { doNotCallEndpoints } from "#contract/do-not-call.ts";
import { refusedVerdicts } from "#domain/contact/do-not-call-import.ts";
import type { Clock } from "#domain/clock.ts";
import type { Sql } from "#store/db.ts";
import { type DoNotCallEntry, listDoNotCall } from "#store/do-not-call.ts";
import { askedBy } from "../audited.ts";
import { bind } from "../bind.ts";
import { doNotCallAsCsv } from "../do-not-call-export.ts";
import { idOf } from "../ids.ts";
import { decodeCursor, pageOf } from "../pages.ts";

const END_OF_9999 = Date.UTC(9999, 11, 31);
const position = z.tuple([z.int().min(0).max(END_OF_9999), z.string().max(40)]);

export function bindDoNotCall(server: FastifyInstance, sql: Sql, clock: Clock): void {
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
    const { country, columns, check, ...choices } = query;
    const { id, ...done } = await importDoNotCall(sql, {
      organisationId: principal.organisationId,
      fileName: body.fileName,
      bytes: body.stream,
      choices,
      country: knownCountry(country),
      columns: columns ?? null,
      checkOnly: check,
      addedBy: principal.name,
      now: now(),
    });
    const rejected = refusedVerdicts.reduce((sum, verdict) => sum + done.counts[verdict], 0);
    return { ...done, id: id === null ? null : String(id), rejected };
  });
  bind(server, doNotCallEndpoints.exportRefusedNumbers, async ({ principal, params, request, reply }) => {
    const id = idOf(params.id, "import");
    const { organisationId } = principal;
    const { encoding, bytes } = await exportRefusedNumbers(sql, organisationId, id);
    const subject = { kind: "organisation", id: organisationId } as const;
    await noteExport(sql, askedBy(principal, request, clock.now()), "rejected_rows.exported", subject);
    void reply.type(`text/csv; charset=${encoding}`);
    return bytes;
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
