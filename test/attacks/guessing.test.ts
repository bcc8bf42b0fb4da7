/** Door: everything that can be guessed. Limits come before it is looked at who asks, and count what is refused. */
import type { AddressInfo } from "node:net";
import { endpoints } from "#contract/index.ts";
import { bind } from "#http/bind.ts";
import type { ServerOptions } from "#http/server.ts";
import { testServer } from "#http/test-server.ts";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { FastifyInstance } from "fastify";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { rawRequest } from "#harness/raw-request.ts";

describe("the limit on requests", () => {
  let server: FastifyInstance | undefined;
  afterEach(() => server?.close());

  async function listen(options: Partial<ServerOptions>): Promise<string> {
    server = await testServer({ requestsPerMinute: 2, ...options });
    bind(server, endpoints.getMe, () => Promise.reject(new Error("must not be reached")));
    await server.listen({ host: "127.0.0.1", port: 0 });
    return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  }
  const statuses = async (url: string, path: string, all: ReadonlyArray<Record<string, string>>) => {
    const found: number[] = [];
    for (const headers of all) found.push((await rawRequest(url, path, { headers })).status);
    return found;
  };
  const from = (address: string) => ({ "x-forwarded-for": address });

  test("counts requests whose key is refused", async () => {
    const url = await listen({ trustProxy: ["loopback"] });
    const wrong = { ...from("192.0.2.1"), authorization: "Bearer guess" };
    expect(await statuses(url, "/api/v1/me", [wrong, wrong, wrong])).toEqual([401, 401, 429]);
  });

  test("counts requests for what is not there", async () => {
    const url = await listen({ trustProxy: ["loopback"] });
    const one = from("192.0.2.1");
    expect(await statuses(url, "/nothing", [one, one, one, from("192.0.2.2")])).toEqual([404, 404, 429, 404]);
  });

  test.each(["127.0.0.1", "::1", "::ffff:127.0.0.1", "localhost"])(
    "is not lifted for who says that they are %s",
    async (address) => {
      const url = await listen({ trustProxy: ["loopback"] });
      const one = from(address);
      expect(await statuses(url, "/nothing", [one, one, one])).toEqual([404, 404, 429]);
    },
  );

  test("is not lifted through a proxy on this machine that says nothing but the name that was asked", async () => {
    const { serverAddress } = await import("#http/server-address.ts");
    const url = await listen({ trustProxy: ["loopback"], address: serverAddress("https://calls.example") });
    const one = { host: "calls.example" };
    expect(await statuses(url, "/nothing", [one, one, one])).toEqual([404, 404, 429]);
  });

  test("believes nobody's word on where they are whom the settings do not name", async () => {
    const url = await listen({ trustProxy: ["192.0.2.0/24"] });
    const all = ["198.51.100.1", "198.51.100.2", "198.51.100.3"].map(from);
    expect(await statuses(url, "/nothing", all)).toEqual([404, 404, 429]);
  });

  test("takes the last address that a trusted proxy did not add itself", async () => {
    const url = await listen({ trustProxy: ["loopback", "10.0.0.0/8"] });
    const all = ["198.51.100.1", "198.51.100.2", "198.51.100.3"].map((one) => from(`${one}, 192.0.2.1, 10.0.0.7`));
    expect(await statuses(url, "/nothing", all)).toEqual([404, 404, 429]);
  });

  test.each([
    ["back", -3_600_000],
    ["forward", 3_600_000],
  ])("neither ends nor lasts longer when the clock is set %s", async (_where, milliseconds) => {
    const url = await listen({ trustProxy: ["loopback"] });
    const one = from("192.0.2.1");
    expect(await statuses(url, "/nothing", [one, one, one])).toEqual([404, 404, 429]);
    const wallClock = Date.now;
    const clock = vi.spyOn(Date, "now").mockImplementation(() => wallClock() + milliseconds);
    try {
      const { status, headers } = await rawRequest(url, "/nothing", { headers: one });
      expect(status).toBe(429);
      expect(Number(headers["retry-after"])).toBeLessThanOrEqual(60);
    } finally {
      clock.mockRestore();
    }
  });

  test("is not there for programs on this machine", async () => {
    const url = await listen({ trustProxy: ["loopback"] });
    expect(await statuses(url, "/nothing", [{}, {}, {}, {}])).toEqual([404, 404, 404, 404]);
  });
});

describe("at the doors of accounts", () => {
  let app: PostgresApp;
  const olga = { name: "Olga", email: "olga@example.org", password: "correct horse battery" };
  beforeAll(async () => {
    app = await openPostgresApp();
    expect((await post("/sign-up/email", olga)).status).toBe(200);
  });
  afterAll(() => app?.close());

  const post = (path: string, body: object, last = 1, headers: Record<string, string> = {}) =>
    rawRequest(app.url, `/api/auth${path}`, { method: "POST", body, from: `127.0.0.${last}`, headers });
  const signIn = (last: number, password: string, email = olga.email) =>
    post("/sign-in/email", { email, password }, last);

  test("many machines guess the password of one account no faster than one", async () => {
    const found: number[] = [];
    for (let n = 0; n < 12; n += 1)
      found.push((await signIn(10 + n, "guess", n % 2 ? "OLGA@example.org" : olga.email)).status);
    expect(found).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    const right = await signIn(40, olga.password);
    expect([right.status, right.body.detail]).toEqual([429, expect.stringContaining("at this account")]);
    expect(Number(right.headers["retry-after"])).toBeGreaterThan(60);
  });

  test("and lock nobody out of where they are signed in", async () => {
    expect((await signIn(1, olga.password)).status).toBe(200);
    expect((await signIn(1, "guess")).status).toBe(401);
  });

  test("nor another account", async () => {
    expect((await signIn(50, "guess", "vera@example.org")).status).toBe(401);
  });

  test.each<[string, () => Promise<{ status: number }>]>([
    ["sign up as the first owner", () => post("/sign-up/email", { ...olga, email: "eve@example.org" }, 61)],
    ["accept an invitation", () => post("/organization/accept-invitation", { invitationId: crypto.randomUUID() }, 62)],
    [
      "look at an invitation",
      () => rawRequest(app.url, `/api/auth/sign-up?invitation=${crypto.randomUUID()}`, { from: "127.0.0.63" }),
    ],
    [
      "change a password",
      () => post("/change-password", { currentPassword: "x", newPassword: "a longer password" }, 64),
    ],
  ])("who tries to %s again and again is slowed down", async (_what, attempt) => {
    const found: number[] = [];
    for (let n = 0; n < 32; n += 1) found.push((await attempt()).status);
    expect(found.slice(0, 30)).not.toContain(429);
    expect(found.slice(30)).toEqual([429, 429]);
  });

  test("one invitation is tried by many machines no faster than by one", async () => {
    const found: number[] = [];
    for (let n = 0; n < 12; n += 1)
      found.push(
        (await post("/sign-up/email", { ...olga, email: `e${n}@example.org`, invitationId: "guess" }, 100 + n)).status,
      );
    expect(found.slice(10)).toEqual([429, 429]);
  });
});
