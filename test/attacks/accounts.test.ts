/** Door: accounts. What is sent to it, who stays in after they were to be out, and what a stranger gets by trying. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient } from "#harness/api-client.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { rawRequest } from "#harness/raw-request.ts";
import { accountsIn } from "#store/accounts/tables.ts";

const password = "correct horse battery";
const another = "a different long one";
const emailOf = (name: string) => `${name}@example.org`;

let app: PostgresApp;
let address = 1;
/** Each from an address of its own, so that one test's attempts are not another's. */
const post = (path: string, body: unknown, cookie = "", last = (address = (address % 250) + 1)) =>
  rawRequest(app.url, path.startsWith("/api") ? path : `/api/auth${path}`, {
    method: "POST",
    body,
    from: `127.0.0.${last}`,
    headers: cookie === "" ? {} : { cookie },
  });
const get = (path: string, cookie: string) => rawRequest(app.url, path, { headers: { cookie } });
const cookieOf = (answer: { status: number; text: string; headers: { "set-cookie"?: string[] } }) => {
  expect(answer.status === 200 ? "" : answer.text).toBe("");
  return answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
};
const signIn = async (name: string, secret = password) =>
  cookieOf(await post("/sign-in/email", { email: emailOf(name), password: secret }));
const meStatus = async (cookie: string) => (await get("/api/v1/me", cookie)).status;
const verbs = async () =>
  (await app.get("listAudit", { query: { limit: 200 } })).items.map(({ verb }: { verb: string }) => verb);

/** Somebody new, with a role; the first is the owner. */
async function join(name: string, role: "owner" | "admin" | "manager" | "viewer"): Promise<string> {
  const { id } = await app.get("createInvitation", { body: { email: emailOf(name), role } });
  return cookieOf(await post("/sign-up/email", { name, email: emailOf(name), password, invitationId: id }));
}

beforeAll(async () => {
  app = await openPostgresApp();
  await join("olga", "owner");
});
afterAll(() => app?.close());

describe("what is sent to the doors", () => {
  const strange: ReadonlyArray<[string, unknown]> = [
    ["900,000 characters", "x".repeat(900_000)],
    ["a number", 7],
    ["NUL", "a\0b"],
    ["half a character", "a\ud83d"],
    ["a list", ["a"]],
    ["an object", { $ne: "" }],
    ["null", null],
    ["nothing but a line break", "\r\n"],
  ];
  test.each(strange)("a name that is %s is answered with a sentence", async (_what, name) => {
    const answer = await post("/update-user", { name }, await signIn("olga"));
    expect([answer.status, answer.body.code]).toEqual([400, "malformed"]);
    expect(answer.body.detail).toMatch(/^name .+\.$/);
    const { id } = await app.get("createInvitation", { body: { email: emailOf("strange"), role: "viewer" } });
    const joining = { email: emailOf("strange"), password, invitationId: id };
    expect((await post("/sign-up/email", { ...joining, name })).status).toBe(400);
  });

  const doors: ReadonlyArray<[string, string]> = [
    ["/sign-in/email", "email"],
    ["/sign-in/email", "password"],
    ["/sign-up/email", "email"],
    ["/sign-up/email", "invitationId"],
    ["/sign-up/email", "token"],
    ["/change-password", "currentPassword"],
    ["/change-password", "newPassword"],
    ["/change-password", "revokeOtherSessions"],
    ["/reset-password", "token"],
    ["/reset-password", "newPassword"],
    ["/organization/set-active", "organizationId"],
    ["/organization/accept-invitation", "invitationId"],
    ["/sign-out", "whatever"],
  ];
  test.each(doors)("%s takes no strange %s, and never breaks on one", async (path, field) => {
    const fits = {
      name: "Eve",
      email: emailOf("eve"),
      password,
      currentPassword: password,
      newPassword: another,
      token: "guess",
      invitationId: "guess",
      organizationId: "guess",
    };
    const cookie = await signIn("olga");
    for (const [what, value] of strange) {
      const answer = await post(path, { ...fits, [field]: value }, path === "/sign-out" ? "" : cookie);
      expect(answer.status < 500 ? "" : `${what}: ${answer.text}`).toBe("");
      if (answer.status >= 400) expect(answer.body.detail).toMatch(/\.$/);
      if (path !== "/sign-out" && !["null", "nothing but a line break"].includes(what)) {
        expect([what, answer.status]).toEqual([what, 400]);
      }
    }
    expect(await meStatus(await signIn("olga"))).toBe(200);
  });

  test("control characters are taken out of a name", async () => {
    const cookie = await join("vera", "viewer");
    const name = "Ve\u001b[31mra\r\n\u0085Example\u2028";
    expect((await post("/update-user", { name }, cookie)).status).toBe(200);
    expect((await get("/api/v1/me", cookie)).body.user.name).toBe("Ve[31mra Example");
  });

  test("better-auth's other ways in are not there", async () => {
    const cookie = await signIn("olga");
    for (const path of [
      "/list-sessions",
      "/revoke-session",
      "/change-email",
      "/request-password-reset",
      "/delete-user",
    ])
      expect((await post(path, {}, cookie)).status).toBe(404);
    expect((await post("/update-user", { name: "O", image: "x", emailVerified: true }, cookie)).status).toBe(400);
  });

  test("no answer holds the token of a session", async () => {
    const cookie = await signIn("olga");
    const tokens = await accountsIn(app.database.sql).selectFrom("session").select("token").execute();
    for (const path of ["/api/auth/get-session", "/api/v1/me/sessions"]) {
      const { status, text } = await get(path, cookie);
      expect(status).toBe(200);
      expect(tokens.filter(({ token }) => text.includes(token))).toEqual([]);
    }
  });
});

describe("sessions", () => {
  test("end everywhere else when the password is changed", async () => {
    const here = await join("petra", "manager");
    const there = await signIn("petra");
    const change = { currentPassword: password, newPassword: another };
    expect((await post("/change-password", change, here)).body).toEqual({ endedSessions: 1 });
    expect([await meStatus(here), await meStatus(there)]).toEqual([200, 401]);
    expect((await post("/sign-in/email", { email: emailOf("petra"), password })).status).toBe(401);
    expect(await verbs()).toContain("password.changed");
  });

  test("go on where that was chosen", async () => {
    const here = await join("paul", "manager");
    const there = await signIn("paul");
    const change = { currentPassword: password, newPassword: another, revokeOtherSessions: false };
    expect((await post("/change-password", change, here)).status).toBe(200);
    expect([await meStatus(here), await meStatus(there)]).toEqual([200, 200]);
  });

  test("are not ended, and the password not changed, by somebody who only has the session", async () => {
    const here = await join("pia", "manager");
    const there = await signIn("pia");
    const wrong = await post("/change-password", { currentPassword: "guess", newPassword: another }, here);
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, "currentPassword"]);
    expect(await meStatus(there)).toBe(200);
    await signIn("pia");
  });

  test("are listed and ended by whose they are, and by nobody else", async () => {
    const here = await join("quin", "viewer");
    const there = await signIn("quin");
    const list = async () => (await get("/api/v1/me/sessions", here)).body.items as Array<Record<string, unknown>>;
    const [other, mine] = await list();
    expect(await list()).toHaveLength(2);
    expect([mine?.["current"], other?.["current"]]).toEqual([true, false]);
    const end = (cookie: string) =>
      rawRequest(app.url, `/api/v1/me/sessions/${String(other?.["id"])}`, { method: "DELETE", headers: { cookie } });
    expect((await end(await signIn("olga"))).status).toBe(404);
    expect(await meStatus(there)).toBe(200);
    expect((await end(here)).status).toBe(204);
    expect(await meStatus(there)).toBe(401);
    const third = await signIn("quin");
    expect((await post("/api/v1/me/sessions/end-others", {}, here)).body).toEqual({ ended: 1 });
    expect([await meStatus(here), await meStatus(third)]).toEqual([200, 401]);
    expect((await verbs()).filter((verb: string) => verb === "session.ended")).toHaveLength(2);
    expect((await app.ask("listSessions")).status).toBe(403);
  });

  test("end thirty days after signing in, however much they are used", async () => {
    const cookie = await signIn("olga");
    const { body } = await get("/api/v1/me/sessions", cookie);
    const { id } = body.items.find((one: { current: boolean }) => one.current);
    const age = (days: number) =>
      accountsIn(app.database.sql)
        .updateTable("session")
        .set({ created_at: new Date(Date.now() - days * 86_400_000) })
        // As a version that renewed them, or somebody who can, would have it.
        .set({ expires_at: new Date(Date.now() + 20 * 86_400_000) })
        .where("id", "=", id)
        .execute();
    await age(29);
    expect((await get("/api/auth/get-session", cookie)).body.user.name).toBe("olga");
    expect(await meStatus(cookie)).toBe(200);
    const { expires_at: until } = await accountsIn(app.database.sql)
      .selectFrom("session")
      .select("expires_at")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    expect(until.getTime()).toBeLessThan(Date.now() + 21 * 86_400_000);
    await age(31);
    expect((await get("/api/auth/get-session", cookie)).body).toBeNull();
    expect(await meStatus(cookie)).toBe(401);
    expect((await post("/update-user", { name: "Again" }, cookie)).status).toBe(401);
    expect((await get("/api/auth/organization/list", cookie)).status).toBe(401);
  });
});

describe("passwords", () => {
  test.each([
    ["of nine characters", "nine char", 400, "at least 10 characters"],
    ["that are the e-mail address", emailOf("weak").toUpperCase(), 422, "e-mail address"],
    ["among the commonest", "1q2w3e4r5t", 422, "100,000 commonest"],
    ["among the commonest, in capitals", "QWERTYUIOP", 422, "100,000 commonest"],
  ])("%s are not taken", async (_what, weak, status, sentence) => {
    const { id } = await app.get("createInvitation", { body: { email: emailOf("weak"), role: "viewer" } });
    const joining = { name: "weak", email: emailOf("weak"), password: weak, invitationId: id };
    const signedUp = await post("/sign-up/email", joining);
    expect([signedUp.status, signedUp.body.detail]).toEqual([status, expect.stringContaining(sentence)]);
  });

  test("that were taken before still let their people in", async () => {
    const { hashPassword } = await import("better-auth/crypto");
    await join("former", "viewer");
    await accountsIn(app.database.sql)
      .updateTable("account")
      .set({ password: await hashPassword("password") })
      .where("user_id", "in", (query) =>
        query.selectFrom("app_user").select("id").where("email", "=", emailOf("former")),
      )
      .execute();
    const cookie = await signIn("former", "password");
    const change = { currentPassword: "password", newPassword: "password123" };
    expect((await post("/change-password", change, cookie)).body.errors[0].path).toBe("newPassword");
  });
});

describe("links that set a password anew", () => {
  const make = async (name: string, key = app.app.localKey) =>
    rawRequest(app.url, "/local/password-reset", {
      method: "POST",
      body: { email: emailOf(name) },
      headers: { authorization: `Bearer ${key}` },
    });

  test("are made on this machine alone", async () => {
    const owner = await app.as("owner");
    expect((await make("olga", owner.key)).status).toBe(401);
    expect((await make("nobody")).status).toBe(404);
  });

  test("are good once, end every session, and are kept as a hash", async () => {
    const session = await join("rita", "manager");
    const old = (await make("rita")).body.token as string;
    const { token } = (await make("rita")).body as { token: string };
    const kept = await app.database.sql.selectFrom("password_reset").selectAll().execute();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect((await post("/reset-password", { token: old, newPassword: another })).status).toBe(404);
    expect((await post("/reset-password", { token, newPassword: "qwertyuiop" })).status).toBe(422);
    const both = await Promise.all([1, 2].map(() => post("/reset-password", { token, newPassword: another })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
    expect(await meStatus(session)).toBe(401);
    await signIn("rita", another);
    expect(await verbs()).toContain("password.reset");
  });

  test("are good for an hour, and not once the password was changed", async () => {
    const cookie = await join("rosa", "viewer");
    const { token } = (await make("rosa")).body as { token: string };
    await app.database.sql
      .updateTable("password_reset")
      .set({ expires_at: new Date(Date.now() - 1_000) })
      .execute();
    expect((await post("/reset-password", { token, newPassword: another })).status).toBe(404);
    const next = (await make("rosa")).body as { token: string };
    await post("/change-password", { currentPassword: password, newPassword: another }, cookie);
    expect((await post("/reset-password", { token: next.token, newPassword: "yet another one" })).status).toBe(404);
  });

  test("are guessed no faster than passwords", async () => {
    const found: number[] = [];
    for (let n = 0; n < 31; n += 1)
      found.push((await post("/reset-password", { token: `guess ${n}`, newPassword: another }, "", 251)).status);
    expect([found[29], found[30]]).toEqual([404, 429]);
    const one: number[] = [];
    for (let n = 0; n < 11; n += 1)
      one.push((await post("/reset-password", { token: "one", newPassword: another })).status);
    expect([one[9], one[10]]).toEqual([404, 429]);
  });
});

describe("API keys", () => {
  const memberId = async (name: string) =>
    (await app.get("listMembers", { query: { limit: 200 } })).items.find(
      (one: { email: string }) => one.email === emailOf(name),
    )?.id ?? "";
  const keyBy = async (cookie: string, role: string, name = "A program") => {
    const made = await post("/api/v1/api-keys", { name, role }, cookie);
    expect(made.status).toBe(201);
    return made.body as { id: string; key: string; createdBy: string; holder: { memberId: string; name: string } };
  };
  const status = async (key: string) => (await apiClient(app.url, key).ask("getMe")).status;
  const listed = async (id: string) =>
    (await app.get("listApiKeys", { query: { limit: 200 } })).items.find((one: { id: string }) => one.id === id);

  test("end with the membership of who made them, and those that they made too", async () => {
    const made = await keyBy(await join("sam", "admin"), "admin");
    expect(made).toMatchObject({ createdBy: "sam", holder: { memberId: await memberId("sam"), name: "sam" } });
    const child = await apiClient(app.url, made.key).get("createApiKey", {
      body: { name: "Left behind", role: "admin" },
    });
    expect([await status(made.key), await status(child.key)]).toEqual([200, 200]);
    expect((await listed(made.id))?.lastUsedAt).not.toBeNull();
    await app.get("removeMember", { params: { id: await memberId("sam") } });
    expect([await status(made.key), await status(child.key)]).toEqual([401, 401]);
    expect(await listed(made.id)).toMatchObject({ ended: true, holder: null, createdBy: "sam" });
    await app.get("createInvitation", { body: { email: emailOf("sam"), role: "viewer" } }).then(async ({ id }) => {
      await post("/organization/accept-invitation", { invitationId: id }, await signIn("sam"));
    });
    // Who comes back has not got it back.
    expect(await status(made.key)).toBe(401);
  });

  test("go on where an owner hands them over, and nobody else can", async () => {
    const made = await keyBy(await join("tom", "admin"), "admin");
    const body = { memberId: await memberId("olga") };
    const params = { id: made.id };
    const admin = await app.as("admin");
    expect((await admin.ask("handOverApiKey", { params, body })).status).toBe(403);
    await app.get("removeMember", { params: { id: await memberId("tom") } });
    expect(await app.get("handOverApiKey", { params, body })).toMatchObject({ ended: false, holder: body });
    expect(await status(made.key)).toBe(200);
    expect(await verbs()).toEqual(expect.arrayContaining(["api_key.created", "api_key.handed_over"]));
  });

  test("may do no more than who holds them may now", async () => {
    const made = await keyBy(await join("uma", "admin"), "admin");
    await app.get("updateMember", { params: { id: await memberId("uma") }, body: { role: "viewer" } });
    expect((await apiClient(app.url, made.key).ask("getMe")).body).toMatchObject({ role: "viewer" });
    expect((await apiClient(app.url, made.key).ask("listApiKeys")).status).toBe(403);
    expect((await listed(made.id))?.role).toBe("viewer");
  });
});

test("an invitation is not voided by another one from somebody who may not take it back", async () => {
  const { id } = await app.get("createInvitation", { body: { email: emailOf("boss"), role: "owner" } });
  const admin = await app.as("admin");
  const answer = await admin.ask("createInvitation", { body: { email: emailOf("boss"), role: "viewer" } });
  expect([answer.status, answer.body.detail]).toEqual([403, expect.stringContaining("Ask an owner")]);
  const boss = { name: "boss", email: emailOf("boss"), password, invitationId: id };
  expect((await post("/sign-up/email", boss)).status).toBe(200);
});
