/** The way into accounts for app.ts: who is asking, the doors under /api/auth, and what an empty database begins with. */
import type { FastifyInstance } from "fastify";
import type { Database } from "#store/db.ts";
import type { Authenticate } from "../principal.ts";
import { bindApiKeys } from "../routes/api-keys.ts";
import { bindInvitations } from "../routes/invitations.ts";
import { bindMe } from "../routes/me.ts";
import { bindMembers } from "../routes/members.ts";
import { bindOrganisation } from "../routes/organisation.ts";
import { bindSessions } from "../routes/sessions.ts";
import type { ServerAddress } from "../server-address.ts";
import { createAuth } from "./auth.ts";
import { firstOwnerToken } from "./first-owner.ts";
import { registerDoors } from "./doors.ts";
import { authenticate } from "./principal.ts";

export { firstOwnerToken } from "./first-owner.ts";
export { bootstrap, issueApiKey } from "./keys.ts";

export interface AccountsOptions {
  database: Database;
  /** At least 32 characters; signs the session cookies. */
  secret: string;
  address: ServerAddress;
  /** Where it listens, for an address without a public one. */
  listensAt: string;
  /** What the command line finds in the data folder; it acts as an owner of the first organisation. */
  localKey?: string | undefined;
}

export interface Accounts {
  authenticate: Authenticate;
  /** Puts /api/auth on the server, and the endpoints for the caller, the organisation, its people and its keys. */
  register(server: FastifyInstance): void;
}

export async function createAccounts(options: AccountsOptions): Promise<Accounts> {
  const { database, localKey, secret, address } = options;
  const { sql } = database;
  const origin = address.origin ?? options.listensAt;
  const auth = createAuth(sql, { secret, origin, basePath: address.basePath });
  // Here and not at the first request, so that a bad option stops the start.
  await auth.$context;
  return {
    authenticate: (request) => authenticate(request, { sql, auth, address, localKey }),
    register: (server) => {
      registerDoors(server, { sql, auth, address, origin, firstOwnerToken: firstOwnerToken(secret), localKey });
      bindMe(server, sql);
      bindSessions(server, sql);
      bindOrganisation(server, sql);
      bindMembers(server, sql);
      bindInvitations(server, sql, address);
      bindApiKeys(server, sql);
    },
  };
}
