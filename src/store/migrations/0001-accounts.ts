/**
 * People, organisations and API keys. The first part is what better-auth's getMigrations answers for the options in
 * http/accounts/auth.ts, written down so that an upgrade of that library cannot change a database by itself; a test asks
 * it whether anything is missing. The second part is what we need beyond that.
 */
const betterAuth = [
  `create table "app_user" (
    "id" text not null primary key,
    "name" text not null,
    "email" text not null unique,
    "email_verified" boolean not null,
    "image" text,
    "created_at" timestamptz default CURRENT_TIMESTAMP not null,
    "updated_at" timestamptz default CURRENT_TIMESTAMP not null
  )`,
  `create table "session" (
    "id" text not null primary key,
    "expires_at" timestamptz not null,
    "token" text not null unique,
    "created_at" timestamptz default CURRENT_TIMESTAMP not null,
    "updated_at" timestamptz not null,
    "ip_address" text,
    "user_agent" text,
    "user_id" text not null references "app_user" ("id") on delete cascade,
    "active_organisation_id" text
  )`,
  `create table "account" (
    "id" text not null primary key,
    "account_id" text not null,
    "provider_id" text not null,
    "user_id" text not null references "app_user" ("id") on delete cascade,
    "access_token" text,
    "refresh_token" text,
    "id_token" text,
    "access_token_expires_at" timestamptz,
    "refresh_token_expires_at" timestamptz,
    "scope" text,
    "password" text,
    "created_at" timestamptz default CURRENT_TIMESTAMP not null,
    "updated_at" timestamptz not null
  )`,
  `create table "verification" (
    "id" text not null primary key,
    "identifier" text not null,
    "value" text not null,
    "expires_at" timestamptz not null,
    "created_at" timestamptz default CURRENT_TIMESTAMP not null,
    "updated_at" timestamptz default CURRENT_TIMESTAMP not null
  )`,
  `create table "organisation" (
    "id" text not null primary key,
    "name" text not null,
    "slug" text not null unique,
    "logo" text,
    "created_at" timestamptz not null,
    "metadata" text
  )`,
  `create table "member" (
    "id" text not null primary key,
    "organisation_id" text not null references "organisation" ("id") on delete cascade,
    "user_id" text not null references "app_user" ("id") on delete cascade,
    "role" text not null,
    "created_at" timestamptz not null
  )`,
  `create table "invitation" (
    "id" text not null primary key,
    "organisation_id" text not null references "organisation" ("id") on delete cascade,
    "email" text not null,
    "role" text,
    "status" text not null,
    "expires_at" timestamptz not null,
    "created_at" timestamptz default CURRENT_TIMESTAMP not null,
    "inviter_id" text not null references "app_user" ("id") on delete cascade
  )`,
  `create table "api_key" (
    "id" text not null primary key,
    "config_id" text not null,
    "name" text,
    "start" text,
    "organisation_id" text not null,
    "prefix" text,
    "key" text not null,
    "refill_interval" integer,
    "refill_amount" integer,
    "last_refill_at" timestamptz,
    "enabled" boolean,
    "rate_limit_enabled" boolean,
    "rate_limit_time_window" integer,
    "rate_limit_max" integer,
    "request_count" integer,
    "remaining" integer,
    "last_request" timestamptz,
    "expires_at" timestamptz,
    "created_at" timestamptz not null,
    "updated_at" timestamptz not null,
    "permissions" text,
    "metadata" text
  )`,
  `create index "session_user_id_idx" on "session" ("user_id")`,
  `create index "account_user_id_idx" on "account" ("user_id")`,
  `create index "verification_identifier_idx" on "verification" ("identifier")`,
  `create index "member_organisation_id_idx" on "member" ("organisation_id")`,
  `create index "member_user_id_idx" on "member" ("user_id")`,
  `create index "invitation_organisation_id_idx" on "invitation" ("organisation_id")`,
  `create index "invitation_email_idx" on "invitation" ("email")`,
  `create index "api_key_config_id_idx" on "api_key" ("config_id")`,
  `create index "api_key_organisation_id_idx" on "api_key" ("organisation_id")`,
  `create index "api_key_key_idx" on "api_key" ("key")`,
];

const ours = [
  // Accepting one invitation twice at once makes one member.
  `create unique index "member_organisation_id_user_id_key" on "member" ("organisation_id", "user_id")`,
  `create unique index "invitation_pending_key" on "invitation" ("organisation_id", "email") where "status" = 'pending'`,
  // An API key may invite too, and is no user.
  `alter table "invitation" alter column "inviter_id" drop not null`,
  `alter table "invitation" add column "created_by" text`,
  `alter table "api_key" add column "role" text not null default 'viewer'`,
  `alter table "api_key" add constraint "api_key_organisation_id_fkey"
    foreign key ("organisation_id") references "organisation" ("id") on delete cascade`,
];

export const accounts = { name: "0001-accounts", statements: [...betterAuth, ...ours] };
