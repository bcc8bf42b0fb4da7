import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databases, openFresh } from "#harness/databases.ts";
import { createInvitation } from "#store/accounts/invitations.ts";
import { listMembers, removeMember } from "#store/accounts/members.ts";
import { createOrganisation, ensureOrganisation, type Organisation } from "#store/accounts/organisations.ts";
import { accountsIn } from "#store/accounts/tables.ts";
import type { Database } from "#store/db.ts";
import { testServer } from "../test-server.ts";
import { bootstrap, createAccounts, firstOwnerToken, issueApiKey } from "./accounts.ts";
import { serverAddress } from "../server-address.ts";
import { ADDRESS_RULE } from "./attempts.ts";

const password = "correct horse battery";
const localKey = "the local key of this machine";
const everyone = { limit: 200, after: null };

describe.each(databases)("accounts over HTTP on $name", ({ open }) => {
  let database: Database;
  let server: FastifyInstance;
  let organisation: Organisation;

  beforeAll(async () => {
    database = await openFresh(open);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await accountsIn(database.sql).deleteFrom("organisation").execute();
    await accountsIn(database.sql).deleteFrom("app_user").execute();
    organisation = await ensureOrganisation(database.sql);
    server = await serve(null);
  });

  async function serve(publicUrl: string | null) {
    const address = serverAddress(publicUrl);
    const listensAt = "http://localhost:4700";
    const accounts = await createAccounts({ database, secret: "x".repeat(32), address, listensAt, localKey });
    const made = await testServer({ authenticate: accounts.authenticate, address });
    accounts.register(made);
    made.route({
      method: ["GET", "POST"],
      url: "/who",
      handler: async (request) => {
        const { permissions, ...who } = await accounts.authenticate(request);
        return { ...who, permissions: permissions.size };
      },
    });
    return made;
  }

  type Sent = { cookie?: string; origin?: string; authorization?: string };
  const post = (url: string, payload: object, headers: Sent = {}, to = server) =>
    to.inject({ method: "POST", url: `/api/auth${url}`, payload, headers });
  const who = async (headers: Sent, method: "GET" | "POST" = "GET") =>
    (await server.inject({ method, url: "/who", headers })).json();

  const signUp = (name: string, invitationId?: string) =>
    post("/sign-up/email", { name, email: `${name}@example.org`, password, invitationId });
  const signIn = (name: string, secret = password) =>
    post("/sign-in/email", { email: `${name}@example.org`, password: secret });
  const cookieOf = (response: Awaited<ReturnType<typeof signUp>>) =>
    response.cookies.map((cookie) => `${cookie.name}=${encodeURIComponent(cookie.value)}`).join("; ");
  const invite = async (name: string, role: "admin" | "viewer", into = organisation.id) => {
    const by = { organisationId: into, role: "owner" as const, name: "A program" };
    return (await createInvitation(database.sql, by, { email: `${name}@example.org`, role })).id;
  };

  test("the first to sign up is the owner, and the second is sent away with a sentence", async () => {
    expect((await server.inject("/api/auth/sign-up")).json()).toEqual({
      firstOwner: true,
      tokenNeeded: false,
      invitation: null,
    });
    const response = await signUp("olga");
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ user: { name: "olga", email: "olga@example.org" } });
    expect(response.cookies).toMatchObject([{ httpOnly: true, sameSite: "Lax", path: "/" }]);
    expect(response.cookies[0]?.secure).toBeUndefined();
    expect(await who({ cookie: cookieOf(response) })).toMatchObject({
      kind: "user",
      name: "olga",
      organisationId: organisation.id,
      role: "owner",
    });

    const second = await signUp("eve");
    expect(second.statusCode).toBe(409);
    expect(second.json()).toMatchObject({ code: "already_claimed", detail: expect.stringContaining("by invitation") });
    expect(second.cookies).toEqual([]);
    expect((await server.inject("/api/auth/sign-up")).json()).toEqual({
      firstOwner: false,
      tokenNeeded: false,
      invitation: null,
    });
  });

  test("a sign-up that is incomplete says what is missing", async () => {
    const response = await post("/sign-up/email", { email: "nobody", password: "short" });
    expect(response.statusCode).toBe(400);
    expect(response.json().detail).toBe(
      "name is required. email must be an email address such as ada@example.com. password must have at least 10 characters.",
    );
  });

  test("better-auth's other endpoints are not there", async () => {
    const { cookies } = await signUp("olga");
    expect(cookies).toHaveLength(1);
    for (const url of ["/organization/create", "/api-key/create", "/organization/invite-member", "/delete-user"]) {
      expect((await post(url, {})).statusCode).toBe(404);
    }
  });

  test("whoever is invited joins by signing up, with the address and role of the invitation", async () => {
    await signUp("olga");
    const invitation = await invite("vera", "viewer");
    const asked = await server.inject(`/api/auth/sign-up?invitation=${invitation}`);
    expect(asked.json().invitation).toEqual({ email: "vera@example.org", organisation: organisation.name });
    expect((await signUp("eve", invitation)).json()).toMatchObject({ code: "forbidden" });
    const vera = cookieOf(await signUp("vera", invitation));
    expect(await who({ cookie: vera })).toMatchObject({ name: "vera", role: "viewer" });
    expect((await signUp("vera", invitation)).json()).toMatchObject({ code: "not_found" });
  });

  test("someone with an account accepts an invitation, and chooses the organisation to act in", async () => {
    const cookie = cookieOf(await signUp("olga"));
    const other = await createOrganisation(database.sql, "Other");
    const invitation = await invite("olga", "admin", other.id);
    expect((await post("/organization/accept-invitation", { invitationId: invitation })).statusCode).toBe(401);
    const accepted = await post("/organization/accept-invitation", { invitationId: invitation }, { cookie });
    expect(accepted.json()).toEqual({ organisationId: other.id });

    expect(await who({ cookie })).toMatchObject({ organisationId: organisation.id, role: "owner" });
    const chosen = await post("/organization/set-active", { organizationId: other.id }, { cookie });
    expect(chosen.statusCode).toBe(200);
    expect(await who({ cookie })).toMatchObject({ organisationId: other.id, role: "admin" });
    const stranger = await createOrganisation(database.sql, "Stranger");
    expect((await post("/organization/set-active", { organizationId: stranger.id }, { cookie })).statusCode).toBe(403);
  });

  test("signing out ends the session, and signing in begins one", async () => {
    const first = cookieOf(await signUp("olga"));
    expect((await post("/sign-out", {}, { cookie: first })).statusCode).toBe(200);
    expect(await who({ cookie: first })).toMatchObject({ code: "unauthenticated" });
    const wrong = await signIn("olga", "wrong password");
    expect(wrong.statusCode).toBe(401);
    expect(wrong.json().detail).toBe("The e-mail address or the password is wrong. Check both, and try again.");
    expect(await who({ cookie: cookieOf(await signIn("olga")) })).toMatchObject({ name: "olga" });
  });

  test("a removed member's session is refused at once, and a new one lets them see nothing", async () => {
    await signUp("olga");
    const cookie = cookieOf(await signUp("vera", await invite("vera", "admin")));
    const { rows } = await listMembers(database.sql, organisation.id, everyone);
    const by = { organisationId: organisation.id, role: "owner" as const };
    await removeMember(database.sql, by, rows.find((item) => item.name === "vera")?.id ?? "");
    expect(await who({ cookie })).toMatchObject({ code: "unauthenticated" });
    expect(await who({ cookie: cookieOf(await signIn("vera")) })).toMatchObject({
      code: "forbidden",
      detail: expect.stringContaining("invitation"),
    });
  });

  test("a key speaks for its organisation by its role, and a forged or wrong one for nobody", async () => {
    const by = { organisationId: organisation.id, role: "owner" as const };
    const made = await issueApiKey(database.sql, by, { name: "Reader", role: "viewer" });
    expect(made.key.startsWith(made.start)).toBe(true);
    expect(await who({ authorization: `Bearer ${made.key}` })).toMatchObject({
      kind: "key",
      id: made.id,
      name: "Reader",
      organisationId: organisation.id,
      role: "viewer",
    });
    expect(await who({ authorization: `bearer ${made.key}` })).toMatchObject({ role: "viewer" });
    expect(await who({ authorization: `Bearer ${made.key}x` })).toMatchObject({ code: "unauthenticated" });
    expect(await who({ authorization: `Basic ${made.key}` })).toMatchObject({ code: "unauthenticated" });
    // A wrong key is not made right by a cookie that happens to be there.
    expect(await who({ authorization: "Bearer wrong", cookie: cookieOf(await signUp("olga")) })).toMatchObject({
      code: "unauthenticated",
    });
    const stored = await accountsIn(database.sql).selectFrom("api_key").selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(made.key);
  });

  test("the local key is an owner of the first organisation", async () => {
    expect(await who({ authorization: `Bearer ${localKey}` })).toMatchObject({
      kind: "key",
      id: "local",
      organisationId: organisation.id,
      role: "owner",
    });
  });

  test("the bootstrap key works on an empty database only, and is stored as a hash", async () => {
    expect(await bootstrap(database.sql, "my own key")).toBe(false);
    expect(await who({ authorization: "Bearer my-own-key" })).toMatchObject({ code: "unauthenticated" });
    await accountsIn(database.sql).deleteFrom("organisation").execute();
    expect(await bootstrap(database.sql, "my-own-key")).toBe(true);
    expect(await who({ authorization: "Bearer my-own-key" })).toMatchObject({ kind: "key", role: "owner" });
    expect(await accountsIn(database.sql).selectFrom("api_key").select("start").execute()).toEqual([{ start: "my" }]);
  });

  test("a page of another site can change nothing with the cookie", async () => {
    const cookie = cookieOf(await signUp("olga"));
    const evil = "http://localhost:9999";
    expect(await who({ cookie, origin: evil }, "POST")).toMatchObject({
      code: "wrong_origin",
      detail: expect.stringMatching(
        /from a page at http:\/\/localhost:9999, .+ at http:\/\/localhost:80\. .+CAMPANILE_PUBLIC_URL/,
      ),
    });
    expect((await post("/sign-out", {}, { cookie, origin: evil })).statusCode).toBe(403);
    expect((await post("/sign-in/email", {}, { origin: evil })).statusCode).toBe(403);
    for (const here of ["http://localhost:80", "https://localhost:80", undefined]) {
      const headers = { cookie, ...(here ? { origin: here } : {}) };
      expect(await who(headers, "POST")).toMatchObject({ name: "olga" });
    }
  });

  test("a forged session cookie is nobody's", async () => {
    const cookie = cookieOf(await signUp("olga"));
    const { token } = await accountsIn(database.sql).selectFrom("session").select("token").executeTakeFirstOrThrow();
    expect(cookie).toContain(token);
    expect(await who({ cookie: `campanile.session_token=${token}.forged` })).toMatchObject({ code: "unauthenticated" });
    expect(await who({ cookie: `campanile.session_token=${token}` })).toMatchObject({ code: "unauthenticated" });
  });

  test("cookies are for https only when the address is https", async () => {
    const secure = await serve("https://calls.example.com");
    const token = firstOwnerToken("x".repeat(32));
    const response = await post(
      "/sign-up/email",
      { name: "olga", email: "olga@example.org", password, token },
      {},
      secure,
    );
    expect(response.cookies).toMatchObject([{ name: "__Secure-campanile.session_token", secure: true }]);
  });

  test("guessing passwords is slowed down, address by address", async () => {
    await signUp("olga");
    let last = await signIn("olga", "guess");
    for (let tries = 2; tries <= ADDRESS_RULE.max; tries += 1) last = await post("/sign-in/email", {});
    expect(last.statusCode).toBe(400);
    last = await signIn("olga");
    expect(last.statusCode).toBe(429);
    expect(Number(last.headers["retry-after"])).toBeGreaterThan(0);
    const elsewhere = await server.inject({
      method: "POST",
      url: "/api/auth/sign-in/email",
      payload: { email: "olga@example.org", password },
      remoteAddress: "192.0.2.7",
    });
    expect(elsewhere.statusCode).toBe(200);
  });
});
