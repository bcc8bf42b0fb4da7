/** The files of deleted conversations, until they are deleted too. */
import type { Migration } from "./index.ts";

export const recordings: Migration = {
  name: "0009-recordings",
  statements: [
    `create table recording_removal (name text primary key, since timestamptz not null default now())`,
    // By a trigger, so that no way of deleting a conversation can leave what was said behind.
    `create function leave_recordings() returns trigger language plpgsql as $$
       begin
         insert into recording_removal (name)
           select recording from removed where recording is not null order by 1 on conflict do nothing;
         if found then perform pg_notify('campanile', 'recordings'); end if;
         return null;
       end $$`,
    `create trigger recordings_left after delete on conversation
       referencing old table as removed for each statement execute function leave_recordings()`,
  ],
};
