/** Imports from the uploaded bytes to the preview, through the actions and the jobs, on one embedded database. */
import type { ReadingChoices } from "#domain/contact/file-format.ts";
import type { ImportMapping } from "#domain/contact/import.ts";
import { exportRejectedRows } from "#actions/export-rejected-rows.ts";
import { listImportRows, type ShownRow } from "#actions/list-import-rows.ts";
import { mapImport } from "#actions/map-import.ts";
import { uploadImport } from "#actions/upload-import.ts";
import { createJobs } from "#jobs/jobs.ts";
import { type ContactImport, findImport } from "#store/imports.ts";
import { databases } from "#harness/databases.ts";
import { inPieces } from "#harness/reading.ts";
import { addOrganisation, openWorld } from "#harness/world.ts";
import { buffer } from "node:stream/consumers";

export interface ImportsAtWork {
  /** An organisation of its own, so that nothing is remembered of other files and no contact is known. */
  organisation(doNotCall?: readonly string[]): Promise<Importer>;
  close(): Promise<void>;
}

export interface Importer {
  upload(fileName: string, bytes: Buffer | AsyncIterable<Buffer>, choices?: ReadingChoices): Promise<ContactImport>;
  /** Maps it and waits until its rows are checked. */
  check(imported: ContactImport, mapping: ImportMapping): Promise<ContactImport>;
  rows(imported: ContactImport): Promise<ShownRow[]>;
  rejected(imported: ContactImport): Promise<Buffer>;
  /** How many imports there are, in whatever state. */
  count(): Promise<number>;
}

export async function openImportsAtWork(): Promise<ImportsAtWork> {
  const world = await openWorld(databases[0]!.open);
  const db = world.database.sql;
  const faults: unknown[] = [];
  const jobs = createJobs({
    database: world.database,
    now: () => Date.now(),
    onFault: (error) => faults.push(error),
    pollMilliseconds: 100,
  });
  await jobs.start();
  let organisations = 0;

  async function organisation(doNotCall: readonly string[] = []): Promise<Importer> {
    const organisationId = await addOrganisation(world.database, `importer-${++organisations}`);
    for (const phone of doNotCall) {
      await db.insertInto("do_not_call").values({ organisation_id: organisationId, phone, source: "api" }).execute();
    }
    const find = (id: string) => findImport(db, organisationId, Number(id));
    return {
      upload: (fileName, bytes, choices = {}) =>
        uploadImport(db, {
          organisationId,
          fileName,
          bytes: Buffer.isBuffer(bytes) ? inPieces(bytes) : bytes,
          choices,
          replaces: null,
          createdBy: null,
        }),
      check: async ({ id }, mapping) => {
        await mapImport(db, { organisationId, importId: Number(id), mapping });
        for (;;) {
          const found = await find(id);
          if (found.status === "preview") return found;
          if (found.status === "failed" || faults.length > 0)
            throw new Error(found.error ?? "A job met a fault.", { cause: faults[0] });
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      },
      rows: async ({ id }) => {
        const asked = { organisationId, importId: Number(id), limit: 10_000, after: null };
        const choice = { verdicts: undefined, warned: undefined, search: undefined };
        return (await listImportRows(db, { ...asked, choice })).rows;
      },
      rejected: async ({ id }) => {
        const { bytes } = await exportRejectedRows(db, organisationId, Number(id));
        return buffer(bytes);
      },
      count: async () => {
        const { count } = await db
          .selectFrom("import")
          .select(({ fn }) => fn.countAll<number>().as("count"))
          .where("organisation_id", "=", organisationId)
          .executeTakeFirstOrThrow();
        return count;
      },
    };
  }

  return {
    organisation,
    close: async () => {
      await jobs.stop();
      await world.close();
      if (faults.length > 0) throw new Error("Jobs met faults.", { cause: faults[0] });
    },
  };
}
