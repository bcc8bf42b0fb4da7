/** What a campaign's answer tells beside its counts: goals, and who moved it last. */
import type { Migration } from "./index.ts";

/**
 * Goals are counted as contacts are (0002-campaigns.ts), but never taken back when a conversation is erased with its
 * contact: what was counted stays counted.
 */
const goals = [
  `create function tally_added_goals() returns trigger language plpgsql as $$
     begin
       insert into campaign_tally as t (campaign_id, tally, n)
         select campaign_id, case when goal_reached then 'goal_reached' else 'goal_missed' end, count(*) from added
          where campaign_id is not null and goal_reached is not null group by 1, 2 order by 1, 2
         on conflict (campaign_id, tally) do update set n = t.n + excluded.n;
       return null;
     end $$`,
  `create function tally_changed_goals() returns trigger language plpgsql as $$
     begin
       insert into campaign_tally as t (campaign_id, tally, n)
         select campaign_id, case when goal_reached then 'goal_reached' else 'goal_missed' end, sum(change) from (
           select campaign_id, goal_reached, 1 as change from after
           union all select campaign_id, goal_reached, -1 from before) changes
          where campaign_id is not null and goal_reached is not null
          group by 1, 2 having sum(change) <> 0 order by 1, 2
         on conflict (campaign_id, tally) do update set n = t.n + excluded.n;
       return null;
     end $$`,
  `create trigger tally_added after insert on conversation
     referencing new table as added for each statement execute function tally_added_goals()`,
  `create trigger tally_changed after update on conversation
     referencing old table as before new table as after for each statement execute function tally_changed_goals()`,
  `insert into campaign_tally (campaign_id, tally, n)
     select campaign_id, case when goal_reached then 'goal_reached' else 'goal_missed' end, count(*) from conversation
      where campaign_id is not null and goal_reached is not null group by 1, 2`,
];

/** The last of a kind is one step, however many contacts were added one by one since. */
const moves = [`create index activity_by_kind on activity (campaign_id, kind, id)`];

export const campaignFigures: Migration = { name: "0006-campaign-figures", statements: [...goals, ...moves] };
