/** What is done to many contacts at once: those of a filter, or those picked. */
import { type Kysely, sql } from "kysely";
import { type ContactChoice, isChosen } from "./contact-filter.ts";
import type { Tables } from "./tables.ts";

/** Tags are compared without regard to capitals; gives how many contacts have others now. */
export async function changeTags(
  db: Kysely<Tables>,
  organisationId: string,
  choice: ContactChoice,
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
  now: Date,
): Promise<number> {
  const among = (tag: string, tags: readonly string[]) =>
    sql`lower(${sql.ref(tag)}) in (select lower(given) from unnest(${sql.val([...tags])}::text[]) given)`;
  const { numAffectedRows } = await sql`
    with chosen as materialized (
      select contact.id, contact.tags,
             array(select tag from unnest(contact.tags) with ordinality as t(tag, n)
                    where not (${among("tag", remove)}) order by n)
             || array(select tag from unnest(${sql.val([...add])}::text[]) with ordinality as a(tag, n)
                       where not exists (select from unnest(contact.tags) had
                                          where lower(had) = lower(tag) and not (${among("had", remove)}))
                       order by n) as wanted
        from contact where ${isChosen(organisationId, choice, now)} order by contact.id for no key update of contact)
    update contact set tags = chosen.wanted, updated_at = ${now}
      from chosen where contact.id = chosen.id and contact.tags is distinct from chosen.wanted`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** The ids and numbers that are meant, by id in portions, so that each portion can be dealt with by itself. */
export async function* readChosen(
  db: Kysely<Tables>,
  organisationId: string,
  choice: ContactChoice,
  portion: number,
  now: Date,
): AsyncGenerator<Array<{ id: number; phone: string }>> {
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom("contact")
      .select(["id", "phone"])
      .where(isChosen(organisationId, choice, now))
      .where("id", ">", after)
      .orderBy("id")
      .limit(portion)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}
