import type { FastifyInstance } from "fastify";
import { confirmImport } from "#actions/confirm-import.ts";
import { editImportRow } from "#actions/edit-import-row.ts";
import { noteExport } from "#actions/note-export.ts";
import { exportRejectedRows } from "#actions/export-rejected-rows.ts";
import { listImportRows } from "#actions/list-import-rows.ts";
import { mapImport } from "#actions/map-import.ts";
import { undoImport } from "#actions/undo-import.ts";
import { uploadImport } from "#actions/upload-import.ts";
import { importEndpoints } from "#contract/imports.ts";
import type { Clock } from "#domain/clock.ts";
import { Refusal } from "#domain/errors.ts";
import type { Database } from "#store/db.ts";
import { listKept } from "#store/contacts-undo.ts";
import { findImport, listImports, requireAction } from "#store/imports.ts";
import { z } from "zod";
import { askedBy } from "../audited.ts";
import { bind } from "../bind.ts";
import { idPage, idPageAnswer } from "../id-pages.ts";
import { idOf } from "../ids.ts";
import { decodeCursor, pageOf } from "../pages.ts";

// As many as the database can number.
const rowPosition = z.int().min(1).max(2_147_483_647);

export function bindImports(server: FastifyInstance, sql: Database["sql"], clock: Clock): void {
  const named = (params: { id: string }) => idOf(params.id, "import");

  bind(server, importEndpoints.listImports, async ({ principal, query }) =>
    idPageAnswer(await listImports(sql, principal.organisationId, idPage(query)), query),
  );
  bind(server, importEndpoints.createImport, ({ principal, query, body }) => {
    const { replaces, ...choices } = query;
    return uploadImport(sql, {
      organisationId: principal.organisationId,
      fileName: body.fileName,
      bytes: body.stream,
      choices,
      replaces: replaces === undefined ? null : idOf(replaces, "import"),
      createdBy: principal.name,
    });
  });
  bind(server, importEndpoints.getImport, ({ principal, params }) =>
    findImport(sql, principal.organisationId, named(params)),
  );
  bind(server, importEndpoints.mapImport, ({ principal, params, body }) =>
    mapImport(sql, { organisationId: principal.organisationId, importId: named(params), mapping: body }),
  );
  bind(server, importEndpoints.listImportRows, async ({ principal, params, query }) => {
    const found = await listImportRows(sql, {
      organisationId: principal.organisationId,
      importId: named(params),
      limit: query.limit,
      after: decodeCursor(rowPosition, query.cursor),
      choice: { verdicts: query.verdict, warned: query.warned, search: query.search },
    });
    const page = { limit: query.limit, total: found.total, more: found.more };
    return pageOf(found.rows, { ...page, item: (row) => row, position: ({ row }) => row });
  });
  bind(server, importEndpoints.listKeptContacts, async ({ principal, params, query }) => {
    const importId = named(params);
    const { organisationId } = principal;
    const { status } = await findImport(sql, organisationId, importId);
    requireAction(status, "see_kept");
    const after = decodeCursor(rowPosition, query.cursor);
    const found = await listKept(sql, { organisationId, importId }, { limit: query.limit, after });
    const item = ({ contact, ...kept }: (typeof found.rows)[number]) => ({
      ...kept,
      contact: { ...contact, id: String(contact.id) },
    });
    const page = { limit: query.limit, total: found.total };
    return pageOf(found.rows, { ...page, item, position: ({ row }) => row });
  });
  bind(server, importEndpoints.updateImportRow, ({ principal, params, body }) =>
    editImportRow(sql, {
      organisationId: principal.organisationId,
      importId: named(params),
      row: params.row,
      values: body.values,
      now: new Date(),
    }),
  );
  bind(server, importEndpoints.confirmImport, ({ principal, params, body }) => {
    if (body.campaignId !== null && !principal.permissions.has("campaigns:write"))
      throw new Refusal("forbidden", `The role ${principal.role} may import contacts, but not add them to a campaign.`);
    return confirmImport(sql, {
      organisationId: principal.organisationId,
      importId: named(params),
      campaignId: body.campaignId === null ? null : idOf(body.campaignId, "campaign"),
    });
  });
  bind(server, importEndpoints.undoImport, ({ principal, params }) =>
    undoImport(sql, { organisationId: principal.organisationId, importId: named(params), now: new Date() }),
  );
  bind(server, importEndpoints.exportRejectedRows, async ({ principal, params, request, reply }) => {
    const { encoding, bytes } = await exportRejectedRows(sql, principal.organisationId, named(params));
    const subject = { kind: "import", id: String(named(params)) } as const;
    await noteExport(sql, askedBy(principal, request, clock.now()), "rejected_rows.exported", subject);
    void reply.type(`text/csv; charset=${encoding}`);
    return bytes;
  });
}
