/** Who did what in an organisation. Rows are added and never changed; names of actors stay as they were then. */
import type { Migration } from "./index.ts";

export const audit: Migration = {
  name: "0017-audit",
  statements: [
    `create table audit (
       id bigint generated always as identity primary key, organisation_id text not null, at timestamptz not null,
       actor_kind text not null, actor_id text, actor_name text not null, verb text not null,
       subject_kind text not null, subject_id text, changes jsonb not null, request_id text)`,
    `create index audit_of_organisation on audit (organisation_id, id)`,
  ],
};
