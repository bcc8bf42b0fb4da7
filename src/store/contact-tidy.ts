/** Keeps up what a search looks at (0005-contact-search.ts). Until it has run, a search is slower and as true. */
import { type Kysely, sql, type Transaction } from "kysely";
import type { Tables } from "./tables.ts";

/** Any number that no other part of the program takes as its advisory lock. */
const TIDY_LOCK = 4_700_000_005;
/** Ids of one transaction: 1,000 contacts take about 0.1 s, for which the embedded database does nothing else. */
const STEP = 1_000;

/**
 * Makes the words of contacts that were added or changed findable by index, a thousand at a time, and adds up the counts.
 * Whoever comes while another is at it does nothing.
 *
 * @param goOn asked before each step
 * @returns how many contacts were looked at
 */
export async function tidySearch(db: Kysely<Tables>, goOn: () => boolean = () => true): Promise<number> {
  let tidied = 0;
  while (goOn()) {
    const step = await db.transaction().execute(tidyStep);
    tidied += step.tidied;
    // What somebody holds for long is left for the next time.
    if (step.spans === 0 || (step.tidied === 0 && step.held > 0)) break;
  }
  if (tidied > 0) await sql`select gin_clean_pending_list('contact_search_by_words')`.execute(db);
  return tidied;
}

interface Step {
  spans: number;
  tidied: number;
  /** Contacts that somebody else was about to change or delete. */
  held: number;
}

const nothing: Step = { spans: 0, tidied: 0, held: 0 };

async function tidyStep(transaction: Transaction<Tables>): Promise<Step> {
  const { rows: locks } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(${sql.lit(TIDY_LOCK)}) as mine`.execute(transaction);
  if (!locks[0]?.mine) return nothing;
  await addUpCounts(transaction);
  const { rows } = await sql<Step>`
    with due as (
      select ctid, organisation_id, first_id, last_id,
             sum(last_id - first_id + 1) over (order by first_id, last_id, ctid) - (last_id - first_id + 1) as before
        from contact_search_due limit 100000
    ), taken as (
      delete from contact_search_due d using due
       where d.ctid = due.ctid and due.before < ${sql.lit(STEP)}
      returning d.organisation_id, d.first_id, d.last_id, least(d.last_id, d.first_id + ${sql.lit(STEP)} - 1) as until_id
    ), rest as (
      insert into contact_search_due (organisation_id, first_id, last_id)
      select organisation_id, until_id + 1, last_id from taken where until_id < last_id
    ), wanted as materialized (
      -- The limits cut off nothing: without them a million contacts are read for a thousand.
      select distinct c.id, t.organisation_id from taken t cross join lateral (
        select id from contact
         where id between t.first_id and t.until_id and organisation_id = t.organisation_id limit ${sql.lit(STEP)}) c
    ), free as materialized (
      -- Nobody deletes a contact whose words are being written, for they would outlive it.
      select c, c.id, c.organisation_id from contact c where c.id = any(array(select id from wanted)) order by c.id
        for key share of c skip locked
    ), again as (
      insert into contact_search_due (organisation_id, first_id, last_id)
      select organisation_id, id, id from wanted w where not exists (select from free f where f.id = w.id)
      returning 1
    ), written as (
      insert into contact_search as s (contact_id, organisation_id, name, words, labels)
      select id, organisation_id, contact_name(c), contact_words(c), contact_labels(c) from free
      on conflict (contact_id) do update set name = excluded.name, words = excluded.words, labels = excluded.labels
      returning 1
    ), columns as materialized (
      select free.id, free.organisation_id, k.name, k.value from free cross join lateral contact_columns((free.c).attributes) k
    ), facts as materialized (
      select fact_key(organisation_id, E't\n' || lower(tag)) as key, id as contact_id from free, unnest((free.c).tags) tag
      union
      select fact_key(organisation_id, E'a\n' || name || E'\n' || lower(value)), id from columns
    ), facts_before as materialized (
      select key, contact_id from contact_fact where contact_id = any(array(select id from free))
    ), facts_gone as (
      delete from contact_fact f using (select * from facts_before except select * from facts) gone
       where f.key = gone.key and f.contact_id = gone.contact_id
    ), facts_added as (
      insert into contact_fact (key, contact_id) select * from facts except select * from facts_before
    ), numbers as materialized (
      select fact_key(organisation_id, E'n\n' || name) as key, number_in(value) as value, id as contact_id
        from columns where value ~ '^ *[-+0-9]' and number_in(value) is not null
      union all
      select fact_key(organisation_id, E'd\n' || name), day_in(value), id
        from columns where value ~ '^ *[0-9]{4}-' and day_in(value) is not null
    ), numbers_before as materialized (
      select key, value, contact_id from contact_number where contact_id = any(array(select id from free))
    ), numbers_gone as (
      delete from contact_number n using (select * from numbers_before except select * from numbers) gone
       where n.key = gone.key and n.value = gone.value and n.contact_id = gone.contact_id
    ), numbers_added as (
      insert into contact_number (key, value, contact_id) select * from numbers except select * from numbers_before
    )
    select (select count(*) from taken) as spans, (select count(*) from written) as tidied,
           (select count(*) from again) as held`.execute(transaction);
  return rows[0]!;
}

async function addUpCounts(transaction: Transaction<Tables>): Promise<void> {
  await sql`
    with parts as (
      delete from contact_count where organisation_id in (
        select organisation_id from contact_count group by 1 having count(*) > 1)
      returning organisation_id, n)
    insert into contact_count (organisation_id, n)
    select organisation_id, sum(n) from parts group by 1 having sum(n) <> 0`.execute(transaction);
  await sql`
    with parts as (
      delete from contact_label where (organisation_id, label) in (
        select organisation_id, label from contact_label group by 1, 2 having count(*) > 1)
      returning organisation_id, label, n)
    insert into contact_label (organisation_id, label, n)
    select organisation_id, label, sum(n) from parts group by 1, 2 having sum(n) <> 0`.execute(transaction);
}
