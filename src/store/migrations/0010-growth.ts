/** What keeps pages and claims as fast after years of calls as in the first week (docs/decisions/growth.md), and retention. */
import type { Migration } from "./index.ts";

const indexes = [
  // Pages of one organisation's calls, however many the others made.
  `create index call_of_organisation on call (organisation_id, id)`,
  // Only the last minutes of calls are looked for by time, and calls stand in the table about as they ended: a few bytes
  // for each sixteen pages serve for what was an entry for each call.
  `drop index call_ended`,
  `create index call_ended on call using brin (ended_at) with (pages_per_range = 16, autosummarize = on)`,
];

/**
 * Of completed campaigns the list says how many "Retry failed" would call again. Counted from the contacts, a page of
 * campaigns with 37,000 failed contacts each took 18 s. The do-not-call list is asked for apart.
 */
const retryable = (row: string) =>
  `${row}.status = 'failed' and ${row}.next_attempt_at is null and ${row}.contact_id is not null
   and (${row}.result is null or ${row}.result not in ('opted_out', 'invalid_number', 'fax'))`;

const counted = (rows: string, change: 1 | -1) => `
  select r.campaign_id, tally, ${change} as change
    from ${rows} r, unnest(contact_tallies(r.status, r.next_attempt_at, r.result)
                           || case when ${retryable("r")} then array['retryable'] end) tally`;

const tellCampaigns = (rows: string) => `
  perform pg_notify('campanile', 'campaign ' || organisation_id || ' ' || campaign_id)
     from (select distinct organisation_id, campaign_id from ${rows}) touched;
  return null;`;

const addUp = (changes: string) => `
  insert into campaign_tally as t (campaign_id, tally, n)
    select campaign_id, tally, sum(change) from (${changes}) changes
    group by 1, 2 having sum(change) <> 0 order by 1, 2
    on conflict (campaign_id, tally) do update set n = t.n + excluded.n;`;

const retries = [
  `create or replace function tally_added_contacts() returns trigger language plpgsql as $$
     begin
       insert into campaign_zone (campaign_id, zone_set) select distinct campaign_id, zone_set from added order by 1, 2
         on conflict do nothing;
       ${addUp(counted("added", 1))}
       ${tellCampaigns("added")}
     end $$`,
  `create or replace function tally_changed_contacts() returns trigger language plpgsql as $$
     begin
       insert into campaign_zone (campaign_id, zone_set)
         (select campaign_id, zone_set from after except select campaign_id, zone_set from before)
         order by 1, 2 on conflict do nothing;
       ${addUp(`${counted("after", 1)} union all ${counted("before", -1)}`)}
       ${tellCampaigns("after")}
     end $$`,
  `create or replace function tally_removed_contacts() returns trigger language plpgsql as $$
     begin
       ${addUp(counted("removed", -1))}
       ${tellCampaigns("removed")}
     end $$`,
  `insert into campaign_tally (campaign_id, tally, n)
     select campaign_id, 'retryable', count(*) from campaign_contact cc where ${retryable("cc")} group by 1`,
];

/** How many conversations a campaign has; the rows of the others, test calls, are few and have an index of their own. */
const conversations = [
  `create or replace function tally_added_goals() returns trigger language plpgsql as $$
     begin
       ${addUp(`
         select campaign_id, case when goal_reached then 'goal_reached' else 'goal_missed' end as tally, 1 as change
           from added where campaign_id is not null and goal_reached is not null
         union all
         select campaign_id, 'conversations', 1 from added where campaign_id is not null`)}
       return null;
     end $$`,
  `create function tally_removed_conversations() returns trigger language plpgsql as $$
     begin
       ${addUp(`select campaign_id, 'conversations' as tally, -1 as change from removed where campaign_id is not null`)}
       return null;
     end $$`,
  `create trigger tally_removed after delete on conversation
     referencing old table as removed for each statement execute function tally_removed_conversations()`,
  `insert into campaign_tally (campaign_id, tally, n)
     select campaign_id, 'conversations', count(*) from conversation where campaign_id is not null group by 1`,
  `create index conversation_of_test_call on conversation (organisation_id) where campaign_id is null`,
  `create index call_of_test on call (organisation_id) where campaign_id is null`,
];

const retention = [
  // When what was said was removed because it was as old as the organisation lets it become.
  `alter table conversation add column removed_at timestamptz`,
  // How far an organisation's conversations were looked through, so that no look begins at the first again.
  `create table retention (organisation_id text primary key, done_id bigint not null)`,
  `create function leave_replaced_recordings() returns trigger language plpgsql as $$
     begin
       insert into recording_removal (name)
         select b.recording from before b join after a using (id)
          where b.recording is not null and a.recording is distinct from b.recording order by 1 on conflict do nothing;
       if found then perform pg_notify('campanile', 'recordings'); end if;
       return null;
     end $$`,
  `create trigger recordings_left_by_update after update on conversation
     referencing old table as before new table as after for each statement execute function leave_replaced_recordings()`,
];

/**
 * PostgreSQL's own limits wait for a tenth and a fifth of a table to change: of ten million calls a million, and until then
 * new rows are not where the planner expects them.
 */
const upkeep = ["call", "campaign_contact", "conversation", "contact"].map(
  (table) => `alter table ${table} set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 20000,
    autovacuum_analyze_scale_factor = 0.01, autovacuum_analyze_threshold = 20000,
    autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_insert_threshold = 50000)`,
);

export const growth: Migration = {
  name: "0010-growth",
  statements: [...indexes, ...retries, ...conversations, ...retention, ...upkeep],
};
