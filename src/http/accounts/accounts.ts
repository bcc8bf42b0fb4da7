/** The way into accounts for app.ts: who is asking, the doors under /api/auth, and what an empty database begins with. */
import type { FastifyInstance } from "fastify";
import type { Database } from "#store/db.ts";
import type { Authenticate } from "../principal.ts";
import { bindApiKeys } from "../routes/api-keys.ts";
import { bindInvitations } from "../routes/invitations.ts";
import { bindMe } from "../routes/me.ts";
import { bindMembers } from "../routes/members.ts";
import { bindOrganisation } from "../routes/organisation.ts";
import { type AuthOptions, createAuth } from "./auth.ts";
import { registerDoors } from "./doors.ts";
import { authenticate } from "./principal.ts";

export { bootstrap, issueApiKey } from "./keys.ts";

export interface AccountsOptions extends AuthOptions {
  database: Database;
  /** What the command line finds in the data folder; it acts as an owner of the first organisation. */
  localKey?: string | undefined;
}

export interface Accounts {
  authenticate: Authenticate;
  /** Puts /api/auth on the server, and the endpoints for the caller, the organisation, its people and its keys. */
  register(server: FastifyInstance): void;
}

export async function createAccounts({ database, localKey, ...options }: AccountsOptions): Promise<Accounts> {
  const { sql } = database;
  const auth = createAuth(sql, options);
  // Here and not at the first request, so that a bad option stops the start.
  await auth.$context;
  const { baseUrl } = options;
  return {
    authenticate: (request) => authenticate(request, { sql, auth, baseUrl, localKey }),
    register: (server) => {
      registerDoors(server, { sql, auth, baseUrl });
      bindMe(server, sql);
      bindOrganisation(server, sql);
      bindMembers(server, sql);
      bindInvitations(server, sql);
      bindApiKeys(server, sql);
    },
  };
}
