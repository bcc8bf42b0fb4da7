/** The accounts' tables as Kysely sees them. better-auth reads and writes them too, by the names in http/accounts. */
import type { ColumnType, Kysely } from "kysely";
import type { Role } from "#domain/roles.ts";
import type { PasswordResetTable, Tables } from "../tables.ts";

type MadeAt = ColumnType<Date, Date | undefined, Date>;
type Or<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface UserTable {
  id: string;
  name: string;
  /** In lower case. */
  email: string;
  email_verified: boolean;
  image: Or<string>;
  created_at: MadeAt;
  updated_at: MadeAt;
}

export interface SessionTable {
  id: string;
  user_id: string;
  token: string;
  expires_at: Date;
  active_organisation_id: Or<string>;
  ip_address: Or<string>;
  user_agent: Or<string>;
  created_at: MadeAt;
  updated_at: Date;
}

export interface AccountTable {
  id: string;
  user_id: string;
  /** better-auth's way to sign in; a password is `credential`. */
  provider_id: string;
  account_id: string;
  /** better-auth's hash. */
  password: Or<string>;
  created_at: MadeAt;
  updated_at: Date;
}

export interface OrganisationTable {
  id: string;
  name: string;
  slug: string;
  logo: Or<string>;
  metadata: Or<string>;
  created_at: Date;
}

export interface MemberTable {
  id: string;
  organisation_id: string;
  user_id: string;
  role: Role;
  created_at: Date;
}

export interface InvitationTable {
  id: string;
  organisation_id: string;
  /** In lower case. */
  email: string;
  role: Role;
  status: "pending" | "accepted" | "rejected" | "canceled";
  /** Null when an API key invited. */
  inviter_id: Or<string>;
  /** The name of whoever invited. */
  created_by: Or<string>;
  expires_at: Date;
  created_at: MadeAt;
}

export interface ApiKeyTable {
  id: string;
  organisation_id: string;
  config_id: string;
  name: string;
  role: Role;
  /** The first characters, so that people know which key it is. */
  start: string;
  /** The hash; the key itself is kept nowhere. */
  key: string;
  enabled: boolean;
  /** The name of the person or key that made it; null for those of before this was kept. */
  created_by: Or<string>;
  /** The membership that it ends with; null where it ends with nobody's. */
  holder_member_id: Or<string>;
  /** Written at most once a minute. */
  last_request: Or<Date>;
  expires_at: Or<Date>;
  created_at: Date;
  updated_at: Date;
}

export interface AccountTables {
  app_user: UserTable;
  session: SessionTable;
  account: AccountTable;
  organisation: OrganisationTable;
  member: MemberTable;
  invitation: InvitationTable;
  api_key: ApiKeyTable;
  password_reset: PasswordResetTable;
}

/** The accounts' tables of the database; better-auth's names for them are in http/accounts/names.ts. */
export function accountsIn(db: Kysely<Tables>): Kysely<AccountTables> {
  return db as unknown as Kysely<AccountTables>;
}
