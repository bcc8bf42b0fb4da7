/** Keys end with a membership, and passwords can be set anew by a link. */
import type { Migration } from "./index.ts";

export const accountsEnd: Migration = {
  name: "0019-accounts-end",
  statements: [
    // Without a foreign key: that the membership is gone is what ends the key, and nothing brings it back by itself.
    `alter table api_key add column created_by text, add column holder_member_id text`,
    // One for each user: a new link voids the one before.
    `create table password_reset (
       user_id text primary key references app_user (id) on delete cascade,
       token_hash text not null unique, expires_at timestamptz not null)`,
  ],
};
