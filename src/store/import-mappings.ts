/** How an organisation read files with the same columns before. */
import { type Kysely, sql } from "kysely";
import type { ImportMapping } from "#domain/contact/import.ts";
import type { Tables } from "./tables.ts";

/** @param headerKey of the file's columns (headerKey in src/imports) */
export async function rememberMapping(
  db: Kysely<Tables>,
  organisationId: string,
  headerKey: string,
  mapping: ImportMapping,
): Promise<void> {
  const { campaignId: _, ...kept } = mapping;
  await sql`
    insert into import_mapping (organisation_id, header_key, mapping)
    values (${organisationId}, ${headerKey}, ${JSON.stringify(kept)}::jsonb)
    on conflict (organisation_id, header_key) do update set mapping = excluded.mapping, used_at = now()`.execute(db);
}

export async function rememberedMapping(
  db: Kysely<Tables>,
  organisationId: string,
  headerKey: string,
): Promise<ImportMapping | null> {
  const row = await db
    .selectFrom("import_mapping")
    .select("mapping")
    .where("organisation_id", "=", organisationId)
    .where("header_key", "=", headerKey)
    .executeTakeFirst();
  return (row?.mapping as ImportMapping | undefined) ?? null;
}
