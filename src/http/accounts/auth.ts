/** The better-auth instance: sessions, passwords and the tables of organisations, members, invitations and API keys. */
import { apiKey } from "@better-auth/api-key";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { organization } from "better-auth/plugins/organization";
import type { Database } from "#store/db.ts";
import { accountTable, apiKeyTables, organisationTables, sessionTable, userTable, verificationTable } from "./names.ts";

export const AUTH_PATH = "/api/auth";

/** The header in which a request's address is handed to better-auth; whatever a client sent in it is dropped. */
export const ADDRESS_HEADER = "x-campanile-address";

/** How long a session lasts from signing in. It is not renewed: OWASP ASVS 4.0.3, 3.3.2, wants a new sign-in after 30 days. */
export const SESSION_SECONDS = 30 * 86_400;

export interface AuthOptions {
  /** At least 32 characters; signs the session cookies. */
  secret: string;
  /** The origin where people reach this server, such as `https://calls.example.com`; cookies are `Secure` with https. */
  origin: string;
  /** Below which path: cookies are for it alone. */
  basePath: string;
}

/** What better-auth is told. The migration test asks it, with the same options, whether anything is missing. */
export function authOptions(db: Database["sql"], options: AuthOptions) {
  return {
    appName: "Campanile",
    basePath: AUTH_PATH,
    baseURL: options.origin,
    secret: options.secret,
    database: { db, type: "postgres" },
    user: userTable,
    account: accountTable,
    verification: verificationTable,
    session: { ...sessionTable, expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    // Signing up is ours (sign-up.ts): by invitation, or once as the first owner. This closes better-auth's own door. So is
    // setting a password (passwords.ts).
    emailAndPassword: { enabled: true, disableSignUp: true },
    plugins: [
      organization({ schema: organisationTables, allowUserToCreateOrganization: false }),
      apiKey({ schema: apiKeyTables, rateLimit: { enabled: false } }),
    ],
    // Ours come before it and count by account as well (attempts.ts).
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: "campanile",
      useSecureCookies: options.origin.startsWith("https:"),
      defaultCookieAttributes: { path: options.basePath === "" ? "/" : options.basePath },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      // Both are off by themselves under test; what is tested should be what runs.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    // Its messages name e-mail addresses. Refusals are answers, and faults are thrown to the server's own handler.
    logger: { disabled: true },
    telemetry: { enabled: false },
  } satisfies BetterAuthOptions;
}

export function createAuth(db: Database["sql"], options: AuthOptions) {
  return betterAuth(authOptions(db, options));
}

export type Auth = ReturnType<typeof createAuth>;
