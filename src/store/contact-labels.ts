/** The tags and attributes that an organisation's contacts have (0008-contact-labels.ts). */
import { type Kysely, sql } from "kysely";
import type { AttributeValueType } from "#domain/contact/attributes.ts";
import type { Tables } from "./tables.ts";

export interface ContactLabels {
  attributes: Array<{ name: string; type: AttributeValueType }>;
  tags: string[];
}

/** Contacts not tidied yet that are looked at where they stand; of a large import the first. */
const DUE_AT_ONCE = 1_000;

/**
 * Those that most contacts have, at most `limit` of each kind, by name. Names that differ in capitals alone are one, as they
 * are for a filter, in the spelling that most have.
 */
export async function readContactLabels(
  db: Kysely<Tables>,
  organisationId: string,
  limit: number,
): Promise<ContactLabels> {
  const { rows } = await sql<{ kind: "tag" | "attribute"; name: string; type: AttributeValueType }>`
    with due as (
      select contact_labels(c) as labels from contact_search_due d cross join lateral (
        select * from contact c where c.organisation_id = ${organisationId} and c.id between d.first_id and d.last_id
         order by c.id limit ${sql.lit(DUE_AT_ONCE)}) c
       where d.organisation_id = ${organisationId} limit ${sql.lit(DUE_AT_ONCE)}
    ), counted as (
      select label, sum(n) as n from contact_label where organisation_id = ${organisationId} group by 1 having sum(n) > 0
      union all
      select label, count(*) from due, unnest(labels) label group by 1
    ), parts as (
      select split_part(label, E'\\n', 1) as kind, split_part(label, E'\\n', 2) as name,
             nullif(split_part(label, E'\\n', 3), '') as type, n from counted
    ), named as (
      select kind, (array_agg(name order by n desc, name))[1] as name,
             case when count(distinct type) = 1 then min(type) else 'text' end as type,
             row_number() over (partition by kind order by sum(n) desc, min(name)) as place
        from parts group by kind, variable_key(name)
    )
    select kind, name, type from named where place <= ${limit} order by lower(name), name`.execute(db);
  return {
    attributes: rows.filter((row) => row.kind === "attribute").map(({ name, type }) => ({ name, type })),
    tags: rows.filter((row) => row.kind === "tag").map(({ name }) => name),
  };
}
