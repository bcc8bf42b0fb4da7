import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databases, openFresh } from "#harness/databases.ts";
import { type Role, rolePermissions, roles } from "#domain/roles.ts";
import { createInvitation } from "#store/accounts/invitations.ts";
import { createOrganisation, type Organisation } from "#store/accounts/organisations.ts";
import { signUp } from "#store/accounts/sign-up.ts";
import { accountsIn } from "#store/accounts/tables.ts";
import type { Database } from "#store/db.ts";
import { createAccounts, issueApiKey } from "../accounts/accounts.ts";
import { serverAddress } from "../server-address.ts";
import { testServer } from "../test-server.ts";

const password = "correct horse battery";

describe.each(databases)("people and keys on $name", ({ open }) => {
  let database: Database;
  let server: FastifyInstance;
  let organisation: Organisation;
  let keys: Record<Role, string>;

  beforeAll(async () => {
    database = await openFresh(open);
    const accounts = await createAccounts({
      database,
      secret: "x".repeat(32),
      address: serverAddress(),
      listensAt: "http://localhost:4700",
    });
    server = await testServer({ authenticate: accounts.authenticate });
    accounts.register(server);
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });
  beforeEach(async () => {
    await accountsIn(database.sql).deleteFrom("organisation").execute();
    await accountsIn(database.sql).deleteFrom("app_user").execute();
    organisation = await createOrganisation(database.sql, "Ours");
    await signUp(database.sql, { name: "Olga", email: "olga@example.org", passwordHash: "none" });
    keys = await keysOf(organisation);
  });

  async function keysOf({ id }: Organisation): Promise<Record<Role, string>> {
    const by = { organisationId: id, role: "owner" as const };
    const made = await Promise.all(
      roles.map(async (role) => [role, (await issueApiKey(database.sql, by, { name: `${role} key`, role })).key]),
    );
    return Object.fromEntries(made);
  }

  type Method = "GET" | "POST" | "PATCH" | "DELETE";
  async function ask(method: Method, path: string, payload?: object, key = keys.owner) {
    const headers = { authorization: `Bearer ${key}` };
    const response = await server.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
    return { status: response.statusCode, body: response.body === "" ? null : response.json() };
  }
  async function join(name: string, role: Role, into = organisation.id) {
    const by = { organisationId: into, role: "owner" as const, name: "A program" };
    const email = `${name.toLowerCase()}@example.org`;
    const { id } = await createInvitation(database.sql, by, { email, role });
    await signUp(database.sql, { name, email, passwordHash: "none", invitationId: id });
  }
  async function memberId(name: string): Promise<string> {
    const { items } = (await ask("GET", "/members")).body;
    return items.find((item: { name: string }) => item.name === name).id;
  }

  test("a key is told its name, organisation, role and permissions", async () => {
    expect((await ask("GET", "/me", undefined, keys.viewer)).body).toEqual({
      user: null,
      key: { id: expect.any(String), name: "viewer key" },
      organisation: { id: organisation.id, name: "Ours" },
      role: "viewer",
      permissions: [...rolePermissions.viewer],
    });
  });

  test("a person is told the same by their session", async () => {
    const by = { organisationId: organisation.id, role: "owner" as const, name: "A program" };
    const invitation = await createInvitation(database.sql, by, { email: "mia@example.org", role: "manager" });
    const payload = { name: "Mia", email: "mia@example.org", password, invitationId: invitation.id };
    const { cookies } = await server.inject({ method: "POST", url: "/api/auth/sign-up/email", payload });
    const cookie = cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
    const me = (await server.inject({ url: "/api/v1/me", headers: { cookie } })).json();
    expect(me).toMatchObject({ user: { name: "Mia", email: "mia@example.org" }, key: null, role: "manager" });
    expect((await server.inject("/api/v1/me")).statusCode).toBe(401);
  });

  test("the organisation has a name that its admins change", async () => {
    expect((await ask("PATCH", "/organisation", { name: " New " }, keys.admin)).body).toEqual({
      id: organisation.id,
      name: "New",
      createdAt: organisation.createdAt.toISOString(),
    });
    expect((await ask("PATCH", "/organisation", {}, keys.admin)).body.name).toBe("New");
    expect((await ask("GET", "/organisation", undefined, keys.viewer)).body.name).toBe("New");
    expect((await ask("PATCH", "/organisation", { name: "Mine" }, keys.manager)).status).toBe(403);
    expect((await ask("PATCH", "/organisation", { name: " " })).status).toBe(400);
  });

  test("members are listed page by page, given other roles, and let go", async () => {
    await join("Vera", "viewer");
    await join("Mia", "manager");
    const first = (await ask("GET", "/members?limit=2", undefined, keys.viewer)).body;
    expect(first).toMatchObject({
      items: [
        { name: "Olga", email: "olga@example.org", role: "owner" },
        { name: "Vera", role: "viewer" },
      ],
      total: 3,
    });
    const next = (await ask("GET", `/members?limit=2&cursor=${first.nextCursor}`)).body;
    expect(next).toMatchObject({ items: [{ name: "Mia" }], nextCursor: null, total: 3 });
    expect((await ask("GET", "/members?cursor=wrong")).body.code).toBe("malformed");

    const vera = await memberId("Vera");
    expect((await ask("PATCH", `/members/${vera}`, { role: "admin" }, keys.admin)).body.role).toBe("admin");
    expect((await ask("PATCH", `/members/${vera}`, { role: "owner" }, keys.admin)).body.code).toBe("forbidden");
    expect((await ask("PATCH", `/members/${vera}`, { role: "king" })).body.code).toBe("malformed");
    expect((await ask("DELETE", `/members/${vera}`, undefined, keys.manager)).status).toBe(403);
    expect(await ask("DELETE", `/members/${vera}`)).toEqual({ status: 204, body: null });
    expect((await ask("DELETE", `/members/${vera}`)).status).toBe(404);
  });

  test("the last owner stays", async () => {
    const olga = await memberId("Olga");
    expect((await ask("DELETE", `/members/${olga}`)).body).toMatchObject({ status: 409, code: "last_owner" });
    expect((await ask("PATCH", `/members/${olga}`, { role: "admin" })).body.code).toBe("last_owner");
    await join("Omar", "owner");
    expect((await ask("PATCH", `/members/${olga}`, { role: "admin" })).body.role).toBe("admin");
  });

  test("an invitation is a link to copy, for seven days, and can be taken back", async () => {
    const made = await ask("POST", "/invitations", { email: "Vera@example.org", role: "viewer" }, keys.admin);
    expect(made).toMatchObject({ status: 201, body: { email: "vera@example.org", createdBy: "admin key" } });
    const { id, link, createdAt, expiresAt } = made.body;
    expect(link).toBe(`http://localhost:80/sign-up?invitation=${id}`);
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(7 * 86_400_000);
    expect((await ask("GET", "/invitations")).body).toMatchObject({ items: [made.body], total: 1 });
    // Whoever has the link may sign up by it: those who may not invite do not see it.
    expect((await ask("GET", "/invitations", undefined, keys.viewer)).status).toBe(403);
    expect((await ask("POST", "/invitations", { email: "x@example.org", role: "viewer" }, keys.manager)).status).toBe(
      403,
    );
    expect((await ask("POST", "/invitations", { email: "x@example.org", role: "owner" }, keys.admin)).status).toBe(403);
    expect((await ask("POST", "/invitations", { email: "olga@example.org", role: "viewer" })).body.code).toBe(
      "invalid",
    );
    expect((await ask("DELETE", `/invitations/${id}`, undefined, keys.admin)).status).toBe(204);
    expect((await ask("DELETE", `/invitations/${id}`)).status).toBe(404);
  });

  test("a key is shown once, listed by its first characters, and stops when it is deleted", async () => {
    const made = await ask("POST", "/api-keys", { name: "Nightly", role: "manager" }, keys.admin);
    expect(made.status).toBe(201);
    const { key, ...shown } = made.body;
    expect(shown).toMatchObject({ name: "Nightly", role: "manager", lastUsedAt: null, expiresAt: null });
    expect(key.startsWith(shown.start)).toBe(true);
    expect((await ask("GET", "/me", undefined, key)).body.key.name).toBe("Nightly");
    const { items, total } = (await ask("GET", "/api-keys")).body;
    const listed = items.find((item: { id: string }) => item.id === shown.id);
    expect(listed).toEqual({ ...shown, lastUsedAt: expect.any(String) });
    expect(total).toBe(roles.length + 1);
    expect(JSON.stringify(items)).not.toContain(key);

    expect((await ask("DELETE", `/api-keys/${shown.id}`, undefined, keys.admin)).status).toBe(204);
    expect((await ask("GET", "/me", undefined, key)).status).toBe(401);
    expect((await ask("DELETE", `/api-keys/${shown.id}`)).status).toBe(404);
  });

  test("a key is not above its maker, not for the past, and not for managers to make or see", async () => {
    expect((await ask("POST", "/api-keys", { name: "Up", role: "owner" }, keys.admin)).body.code).toBe("forbidden");
    expect((await ask("POST", "/api-keys", { name: "Up", role: "viewer" }, keys.manager)).status).toBe(403);
    expect((await ask("GET", "/api-keys", undefined, keys.viewer)).status).toBe(403);
    const past = { name: "Old", role: "viewer", expiresAt: "2020-01-01T00:00:00Z" };
    expect((await ask("POST", "/api-keys", past)).body).toMatchObject({
      code: "invalid",
      errors: [{ path: "expiresAt" }],
    });
  });

  test("another organisation's people, invitations and keys are not there", async () => {
    const theirs = await keysOf(await createOrganisation(database.sql, "Theirs"));
    const olga = await memberId("Olga");
    const invitation = (await ask("POST", "/invitations", { email: "vera@example.org", role: "viewer" })).body;
    const [key] = (await ask("GET", "/api-keys")).body.items;
    for (const path of [`/members/${olga}`, `/invitations/${invitation.id}`, `/api-keys/${key.id}`]) {
      expect((await ask("DELETE", path, undefined, theirs.owner)).status).toBe(404);
    }
    expect((await ask("PATCH", `/members/${olga}`, { role: "viewer" }, theirs.owner)).status).toBe(404);
    for (const path of ["/members", "/invitations"]) {
      expect((await ask("GET", path, undefined, theirs.owner)).body).toMatchObject({ items: [], total: 0 });
    }
    expect((await ask("GET", "/organisation", undefined, theirs.owner)).body.name).toBe("Theirs");
    expect((await ask("GET", "/api-keys", undefined, theirs.owner)).body.total).toBe(roles.length);
  });
});
