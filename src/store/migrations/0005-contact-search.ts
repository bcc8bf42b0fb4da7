/**
 * Contacts found among a million: what a search and a filter look at stands in narrow tables beside the wide one. What is
 * here, what it was measured against and what it costs: docs/decisions/contact-search.md.
 */
import type { Migration } from "./index.ts";

/** What JavaScript takes for white space, as in 0003-engine.ts. */
const blank = String.raw`^[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]*$`;

/** Names of columns that variable_key only writes in small letters, at a tenth of its time. */
const plainKey = "^[!-~]+( [!-~]+)*$";

const extension = `do $$ begin
  create extension if not exists pg_trgm;
exception
  when insufficient_privilege then raise exception using errcode = 'insufficient_privilege', message = format(
    'The database lacks the extension pg_trgm, and the user %s may not create it; run "create extension pg_trgm" there as the owner of the database, then start again.',
    current_user);
  when undefined_file or feature_not_supported then raise exception using errcode = 'undefined_file', message =
    'The database server lacks the extension pg_trgm; install the package postgresql-contrib beside the server, then start again.';
end $$`;

const functions = [
  // Of 0003-engine.ts: a filter on a column of a million contacts is worth both cores.
  `alter function variable_key(text) parallel safe`,
  // Letters without accents and capitals, so that Jose finds José and Lodz finds Łódź. Most text is ASCII and costs nothing.
  `create function search_key(given text) returns text language sql immutable parallel safe as $$
     select case when octet_length(given) = char_length(given) then lower(given) else
       replace(replace(replace(translate(
         lower(regexp_replace(normalize(given, nfkd), '[\\u0300-\\u036f]', '', 'g')),
         'øØłŁđĐıħ', 'oollddih'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe') end $$`,
  // Text as like looks for it anywhere: what would stand for any characters stands for itself.
  `create function search_pattern(given text) returns text language sql immutable parallel safe as $$
     select '%' || regexp_replace(search_key(given), '([\\\\%_])', '\\\\\\1', 'g') || '%' $$`,
  // Each of what a search looks at on a line of its own; a name also with the last name first.
  `create function contact_words(c contact) returns text language sql stable parallel safe as $$
     select search_key(concat_ws(E'\\n', c.phone,
       case when c.first_name is null or c.last_name is null then coalesce(c.first_name, c.last_name)
            else concat_ws(' ', c.first_name, c.last_name, c.first_name) end,
       c.email, c.company, c.external_id, array_to_string(c.tags, E'\\n'))) $$`,
  // By what names are ordered; who has none comes last. An index takes no more than 2,704 bytes.
  `create function contact_name(c contact) returns text language sql stable parallel safe as $$
     select coalesce(nullif(left(search_key(concat_ws(' ', c.first_name, c.last_name)), 500), ''), E'\\U0010FFFD') $$`,
  // Columns of a list by the name that templates find them by, each once and none that is blank.
  `create function contact_columns(attributes jsonb) returns table (name text, value text)
     language sql immutable parallel safe as $$
     select distinct on (named.name) named.name, named.value from (
       select case when key ~ '${plainKey}' then lower(key) else variable_key(key) end as name, a.value, place
         from jsonb_each_text(attributes) with ordinality as a(key, value, place)
        where a.value ~ '[!-~]' or a.value !~ '${blank}') named order by named.name, place $$`,
  // What is known of a contact, as a number to look for. Two things with one number are not expected of a million million.
  `create function fact_key(organisation_id text, fact text) returns bigint language sql immutable parallel safe as $$
     select hashtextextended(organisation_id || E'\\n' || fact, 0) $$`,
  `create function number_in(value text) returns numeric language sql immutable parallel safe as $$
     select case when trim(value) ~ '^[+-]?[0-9]{1,40}([.][0-9]{1,40})?$' then trim(value)::numeric end $$`,
  // 2026-11-03 as 20261103; a day that its month does not have is none.
  `create function day_in(value text) returns numeric language sql immutable parallel safe as $$
     select case when trim(value) ~ '^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' then
       case when extract(month from make_date(substr(trim(value), 1, 4)::int, substr(trim(value), 6, 2)::int, 1)
                                    + (substr(trim(value), 9, 2)::int - 1)) = substr(trim(value), 6, 2)::int
            then replace(trim(value), '-', '')::numeric end end $$`,
];

const tables = [
  `create table contact_search (
     contact_id bigint primary key, organisation_id text not null, name text collate "C" not null, words text not null)`,
  // With few samples of the words the planner takes a rare search for a common one and walks the whole table.
  `alter table contact_search alter column words set statistics 1000`,
  `create index contact_search_by_words on contact_search using gin (words gin_trgm_ops)`,
  `create index contact_search_by_name on contact_search (organisation_id, name, contact_id)`,
  // Tags and values of columns, which fact_key made numbers of; by the contacts in their order, so that a page ends early.
  `create table contact_fact (key bigint not null, contact_id bigint not null, primary key (key, contact_id))`,
  `alter table contact_fact alter column key set statistics 1000`,
  `create index contact_fact_of_contact on contact_fact (contact_id)`,
  // Values of columns that read as a number or as a day.
  `create table contact_number (
     key bigint not null, value numeric not null, contact_id bigint not null, primary key (key, value, contact_id))`,
  `create index contact_number_of_contact on contact_number (contact_id)`,
  // Contacts whose rows above are missing or old, as spans of ids: a search looks at them where they stand.
  `create table contact_search_due (organisation_id text not null, first_id bigint not null, last_id bigint not null)`,
  // How many contacts there are, as changes to add up: nobody waits for anybody's row.
  `create table contact_count (organisation_id text not null, n bigint not null)`,
  `create index contact_count_of_organisation on contact_count (organisation_id)`,
  `create table contact_last_call (
     contact_id bigint primary key, organisation_id text not null, call_id bigint, outcome outcome, ended_at timestamptz,
     called_at timestamptz) with (fillfactor = 70)`,
  `create index contact_last_call_by_outcome on contact_last_call (organisation_id, outcome, contact_id)`,
  `create table contact_merge (
     id bigint generated always as identity primary key, organisation_id text not null, contact_id bigint not null,
     at timestamptz not null, actor_name text)`,
  `create index contact_merge_of_contact on contact_merge (contact_id)`,
];

const triggers = [
  `create function note_added_contacts() returns trigger language plpgsql as $$
     begin
       insert into contact_search_due (organisation_id, first_id, last_id)
         select organisation_id, min(id), max(id) from added group by 1;
       insert into contact_count (organisation_id, n) select organisation_id, count(*) from added group by 1;
       return null;
     end $$`,
  `create function note_changed_contacts() returns trigger language plpgsql as $$
     begin
       insert into contact_search_due (organisation_id, first_id, last_id)
         select organisation_id, min(id), max(id) from (
           select organisation_id, id, id - row_number() over (partition by organisation_id order by id) as run from (
             select id, organisation_id, phone, first_name, last_name, email, company, external_id, tags, attributes
               from after
             except
             select id, organisation_id, phone, first_name, last_name, email, company, external_id, tags, attributes
               from before) changed) runs
          group by organisation_id, run;
       return null;
     end $$`,
  // A function keeps the plan of its first call, when these tables may have been small.
  `create function note_removed_contacts() returns trigger language plpgsql set enable_seqscan = off as $$
     declare
       gone bigint[] := array(select id from removed);
     begin
       delete from contact_search where contact_id = any(gone);
       delete from contact_fact where contact_id = any(gone);
       delete from contact_number where contact_id = any(gone);
       delete from contact_last_call where contact_id = any(gone);
       delete from contact_merge where contact_id = any(gone);
       delete from import_contact where contact_id = any(gone);
       insert into contact_count (organisation_id, n) select organisation_id, -count(*) from removed group by 1;
       return null;
     end $$`,
  `create trigger note_added after insert on contact
     referencing new table as added for each statement execute function note_added_contacts()`,
  `create trigger note_changed after update on contact
     referencing old table as before new table as after for each statement execute function note_changed_contacts()`,
  `create trigger note_removed after delete on contact
     referencing old table as removed for each statement execute function note_removed_contacts()`,
  // The last of the calls that ended: the one with the highest id among those with an outcome, and the latest dial.
  `create function note_ended_calls() returns trigger language plpgsql as $$
     begin
       insert into contact_last_call as l (contact_id, organisation_id, call_id, outcome, ended_at, called_at)
         select distinct on (contact_id) contact_id, organisation_id,
                case when outcome is not null then id end, outcome,
                case when outcome is not null then ended_at end, max(dialed_at) over (partition by contact_id)
           from after where ended_at is not null and contact_id is not null
          order by contact_id, (outcome is null), id desc
         on conflict (contact_id) do update set
           call_id = case when l.call_id is null or excluded.call_id > l.call_id then excluded.call_id else l.call_id end,
           outcome = case when l.call_id is null or excluded.call_id > l.call_id then excluded.outcome else l.outcome end,
           ended_at = case when l.call_id is null or excluded.call_id > l.call_id then excluded.ended_at else l.ended_at end,
           called_at = greatest(l.called_at, excluded.called_at);
       return null;
     end $$`,
  `create trigger note_ended after update on call
     referencing new table as after for each statement execute function note_ended_calls()`,
  `create trigger note_ended_at_once after insert on call
     referencing new table as after for each statement execute function note_ended_calls()`,
];

/** What is there already. */
const backfill = [
  `insert into contact_search_due (organisation_id, first_id, last_id)
     select organisation_id, min(id), max(id) from contact group by 1`,
  `insert into contact_count (organisation_id, n) select organisation_id, count(*) from contact group by 1`,
  `insert into contact_last_call (contact_id, organisation_id, call_id, outcome, ended_at, called_at)
     select distinct on (contact_id) contact_id, organisation_id, case when outcome is not null then id end, outcome,
            case when outcome is not null then ended_at end, max(dialed_at) over (partition by contact_id)
       from call where ended_at is not null and contact_id is not null order by contact_id, (outcome is null), id desc`,
];

export const contactSearch: Migration = {
  name: "0005-contact-search",
  statements: [extension, ...functions, ...tables, ...triggers, ...backfill],
};
