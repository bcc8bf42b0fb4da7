/**
 * Which tags and attributes an organisation's contacts have, for menus: counted as contacts are tidied, so that a list of
 * them never reads the contacts (docs/decisions/contact-search.md).
 */
import type { Migration } from "./index.ts";

/** A value as a filter can compare it: as in src/store/contact-conditions.ts. Blank values have no type. */
const typeOf = (value: string) => `case
  when ${value} !~ '[^[:space:]]' then ''
  when ${value} ~ '^[+-]?[0-9]{1,40}([.][0-9]{1,40})?$' then 'number'
  when ${value} ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])( [0-2][0-9]:[0-5][0-9])?$' then 'date'
  when ${value} in ('yes', 'no') then 'yes_no' else 'text' end`;

/** A name on one line, as it is written. */
const line = (name: string) => `btrim(regexp_replace(${name}, '[[:space:]]+', ' ', 'g'))`;

/** Labels are changes to add up, as in contact_count: nobody waits for anybody's row. */
const changes = (from: string) => `insert into contact_label (organisation_id, label, n)
  select organisation_id, label, sum(change) from (${from}) changed group by 1, 2 having sum(change) <> 0`;
const labelsOf = (rows: string, change: 1 | -1) =>
  `select organisation_id, label, ${change} as change from ${rows}, unnest(labels) label`;

const trigger = (name: string, event: string, rows: string, from: string) => [
  `create function ${name}() returns trigger language plpgsql as $$
     begin
       ${changes(from)};
       return null;
     end $$`,
  `create trigger ${name} after ${event} on contact_search
     referencing ${rows} for each statement execute function ${name}()`,
];

export const contactLabels: Migration = {
  name: "0008-contact-labels",
  statements: [
    `create table contact_label (organisation_id text not null, label text not null, n bigint not null)`,
    // Without the label: an index takes no more than 2,704 bytes.
    `create index contact_label_of_organisation on contact_label (organisation_id)`,
    `alter table contact_search add column labels text[] not null default '{}'`,
    // The tags, and the names of attributes with the type of the value: kind, name and type on a line each.
    `create function contact_labels(c contact) returns text[] language sql stable parallel safe as $$
       select array(select distinct E'tag\\n' || ${line("tag")} || E'\\n' from unnest(c.tags) tag)
           || array(select E'attribute\\n' || ${line("key")} || E'\\n' || ${typeOf("value")}
                      from jsonb_each_text(c.attributes) where key ~ '[^[:space:]]') $$`,
    ...trigger("label_added", "insert", "new table as added", labelsOf("added", 1)),
    ...trigger(
      "label_changed",
      "update",
      "old table as before new table as after",
      `${labelsOf("after", 1)} union all ${labelsOf("before", -1)}`,
    ),
    ...trigger("label_removed", "delete", "old table as removed", labelsOf("removed", -1)),
    // What is there already is looked at again.
    `insert into contact_search_due (organisation_id, first_id, last_id)
       select organisation_id, min(id), max(id) from contact group by 1`,
  ],
};
