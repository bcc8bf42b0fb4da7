/** Rows of imports that no number leads to: they were refused, or nobody has looked at them yet. */
import { type Kysely, sql } from "kysely";
import { linesOf } from "./import-rows.ts";
import type { Tables } from "./tables.ts";

/** Says whether a row is somebody's; `unread`: the rows were not validated yet. */
type IsTheirs = (cells: readonly string[], how: { unread: boolean }) => boolean;

interface Block {
  first: number;
  cells: string;
  phones: number[] | null;
  version: string;
}

/** Empties such rows in all imports of the organisation, a block at a time. @returns the imports that had one */
export async function eraseUnnumberedRows(
  db: Kysely<Tables>,
  organisationId: string,
  isTheirs: IsTheirs,
): Promise<number[]> {
  const imports = await db.selectFrom("import").select("id").where("organisation_id", "=", organisationId).execute();
  const had: number[] = [];
  for (const { id } of imports) if (await eraseFrom(db, id, isTheirs)) had.push(id);
  return had;
}

async function eraseFrom(db: Kysely<Tables>, importId: number, isTheirs: IsTheirs): Promise<boolean> {
  let had = false;
  for (let after = 0; ;) {
    const { rows } = await sql<Block>`
      select first, cells, phones, xmin::text as version from import_block
       where import_id = ${importId} and first > ${after} and (phones is null or 0 = any(phones))
       order by first limit 1`.execute(db);
    const block = rows[0];
    if (!block) return had;
    const theirs = theirsIn(block, isTheirs);
    if (theirs.length > 0) {
      had = true;
      // Somebody else changed the block meanwhile: it is looked at anew.
      if (!(await emptyRows(db, importId, block, theirs))) continue;
    }
    after = block.first;
  }
}

/** By their places in the block, from 0. */
function theirsIn({ cells, phones }: Block, isTheirs: IsTheirs): number[] {
  return linesOf(cells).flatMap((row, at) =>
    (phones === null || phones[at] === 0) && isTheirs(row, { unread: phones === null }) ? [at] : [],
  );
}

async function emptyRows(
  db: Kysely<Tables>,
  importId: number,
  { first, cells, version }: Block,
  places: readonly number[],
): Promise<boolean> {
  const lines = cells.split("\n");
  for (const place of places) lines[place] = "[]";
  return db.transaction().execute(async (transaction) => {
    const { numAffectedRows } = await sql`
      update import_block set cells = ${lines.join("\n")}, drafts = null
       where import_id = ${importId} and first = ${first} and xmin::text = ${version}`.execute(transaction);
    if (Number(numAffectedRows ?? 0n) === 0) return false;
    await sql`
      update import_verdict set reason = null, column_name = null, warnings = null, lacks = null, lacks_column = null
       where import_id = ${importId} and row = any(${sql.val(places.map((place) => first + place))}::integer[])
    `.execute(transaction);
    return true;
  });
}

/** Takes the samples of cells out of the columns of imports, and the sentences that quote them. */
export async function dropSamples(
  db: Kysely<Tables>,
  organisationId: string,
  importIds: readonly number[],
): Promise<void> {
  if (importIds.length === 0) return;
  await sql`
    update import set columns = (
             select jsonb_agg(c || '{"samples": [], "reason": null}' order by n)
               from jsonb_array_elements(columns) with ordinality e(c, n)),
           country_reason = null
     where organisation_id = ${organisationId} and id = any(${sql.val([...importIds])}::bigint[]) and columns <> '[]'
  `.execute(db);
}
