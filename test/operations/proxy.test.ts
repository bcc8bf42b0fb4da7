/** The program behind a real nginx that speaks TLS, by the configuration of docs/how-to/behind-a-proxy.md. */
import { readFileSync } from "node:fs";
import https from "node:https";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { enter, openBrowser, priya, signUp, type TestBrowser } from "#harness/browser.ts";
import { makeWorkplace } from "#src/cli/test-workplace.ts";
import { freePort, makeCertificate, type Nginx, startNginx } from "#harness/nginx.ts";

const howTo = readFileSync("docs/how-to/behind-a-proxy.md", "utf8");
const [atRoot, belowPath] = [...howTo.matchAll(/^```nginx\n([^`]+)^```/gm)].map(([, block]) => block!);

let browser: TestBrowser;
let certificate: ReturnType<typeof makeCertificate>;
beforeAll(async () => {
  certificate = makeCertificate();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  certificate?.remove();
});

interface Told {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Asks through the proxy; with `until` as soon as that has arrived, of an answer that has no end. */
function ask(
  url: string,
  given: { method?: string; headers?: Record<string, string>; body?: string; until?: RegExp } = {},
): Promise<Told> {
  const { method = "GET", headers = {}, body, until } = given;
  return new Promise((resolve, reject) => {
    const request = https.request(url, { method, headers, ca: readFileSync(certificate.cert) }, (response) => {
      let text = "";
      const done = () => resolve({ status: response.statusCode!, headers: response.headers, text });
      response.on("data", (chunk) => {
        text += String(chunk);
        if (!until?.test(text)) return;
        done();
        request.destroy();
      });
      response.on("end", done);
      response.on("error", reject);
    });
    request.setTimeout(20_000, () => request.destroy(new Error("No answer came.")));
    request.on("error", reject);
    request.end(body);
  });
}

describe.each([
  ["at the root of its host", "", () => atRoot!],
  ["below a path that nginx hands on", "/campanile", () => belowPath!],
  ["below a path that nginx takes away", "/campanile", () => belowPath!.replace(":4700;", ":4700/;")],
])("the app %s", (_where, basePath, configuration) => {
  let app: PostgresApp;
  let nginx: Nginx;
  let url: string;
  let owner: { authorization: string };

  beforeAll(async () => {
    const port = await freePort();
    url = `https://127.0.0.1:${port}${basePath}`;
    app = await openPostgresApp({ publicUrl: url });
    owner = { authorization: `Bearer ${(await app.as("owner")).key}` };
    nginx = await startNginx(port, configuration().replace("127.0.0.1:4700", new URL(app.url).host), certificate);
  });
  afterAll(async () => {
    await browser.closePages();
    await nginx?.close();
    await app?.close();
  });

  test("is set up by its first owner with the token, in a browser, and asks for nothing elsewhere", async () => {
    const page = await browser.open();
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      const address = request.url();
      if (!address.startsWith(`${url}/`) && address !== url && !/^(data|blob):/.test(address)) elsewhere.push(address);
    });
    await page.goto(`${url}/`);
    await page.getByLabel("Setup token").waitFor();
    await signUp(page, `${url}/sign-up?token=${app.app.setupToken}`);
    expect(new URL(page.url()).pathname).toBe(`${basePath}/campaigns`);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({
      name: "__Secure-campanile.session_token",
      secure: true,
      httpOnly: true,
      path: basePath === "" ? "/" : basePath,
    });

    await page.getByRole("link", { name: "Contacts" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Contacts" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${basePath}/contacts`);
    // Loaded anew at an address below the app's own.
    await page.goto(`${url}/settings?tab=team`);
    await page.getByText(priya.email).first().waitFor();
    expect(elsewhere).toEqual([]);
  });

  test("lets an invited person in by a link to the public address", async () => {
    const body = JSON.stringify({ email: "ben@kestrel.example", role: "viewer" });
    const headers = { ...owner, "content-type": "application/json" };
    const made = await ask(`${url}/api/v1/invitations`, { method: "POST", headers, body });
    const { link } = JSON.parse(made.text) as { link: string };
    expect(link.startsWith(`${url}/sign-up?invitation=`)).toBe(true);
    const page = await browser.open("telephone");
    await signUp(page, link, { name: "Ben Okoro", email: "ben@kestrel.example", password: "another long password" });
    const again = await enter(browser, `${url}/campaigns`, { person: { ...priya } });
    expect(new URL(again.url()).pathname).toBe(`${basePath}/campaigns`);
  });

  test("sees who asks, over what, and by which name", async () => {
    const seen = JSON.parse((await ask(`${url}/proxyz`)).text) as object;
    expect(seen).toMatchObject({ hostKnown: true, protocol: "https", forwarded: true, trusted: true });
    const spoofed = await ask(`${url}/proxyz`, { headers: { "x-forwarded-for": "192.0.2.66" } });
    expect(JSON.parse(spoofed.text)).toMatchObject({ address: "127.0.0.1" });
  });

  test("is found by doctor to be told everything it needs", async () => {
    const place = makeWorkplace({
      DATABASE_URL: app.config.databaseUrl!,
      CAMPANILE_SECRET: app.config.secret!,
      CAMPANILE_PUBLIC_URL: url,
      NODE_EXTRA_CA_CERTS: certificate.cert,
    });
    const { stdout } = await place.run("doctor");
    await place.remove();
    expect(stdout).toMatch(/^ok +Proxy +https:.+ leads here$/m);
    expect(stdout).not.toMatch(/^(fail|warn)/m);
  });

  test("tells browsers to come by https alone", async () => {
    const { status, headers } = await ask(`${url}/api/v1/health`);
    expect(status).toBe(200);
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
  });

  test("sends events as they happen, through nginx's buffers", async () => {
    const { status, headers } = await ask(`${url}/api/v1/events`, { headers: owner, until: /event: ping\n/ });
    expect(status).toBe(200);
    expect(headers["content-type"]).toContain("text/event-stream");
  });

  test("takes a file of several megabytes", async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, n) => `+1415555${String(n).padStart(4, "0")},A name of some length to fill it`,
    );
    const body = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nphone,name\n${rows.join("\n")}\n\r\n--b--\r\n`;
    const headers = {
      ...owner,
      "content-type": "multipart/form-data; boundary=b",
      "content-length": String(body.length),
    };
    const { status } = await ask(`${url}/api/v1/imports`, { method: "POST", headers, body });
    expect(status).toBe(201);
  });

  test("says of a page at another address which came and which is expected", async () => {
    const session = await ask(`${url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: new URL(url).origin },
      body: JSON.stringify({ email: priya.email, password: priya.password }),
    });
    const cookie = (session.headers["set-cookie"] as string[]).map((one) => one.split(";")[0]).join("; ");
    const headers = { cookie, origin: "https://calls.example.com", "content-type": "application/json" };
    const { status, text } = await ask(`${url}/api/v1/campaigns`, {
      method: "POST",
      headers,
      body: '{"name":"Spring"}',
    });
    expect([status, (JSON.parse(text) as { code: string }).code]).toEqual([403, "wrong_origin"]);
    expect(text).toContain("a page at https://calls.example.com");
    expect(text).toContain(`at ${new URL(url).origin}.`);
    expect(text).toContain("CAMPANILE_PUBLIC_URL");
  });

  test("has its documentation there too", async () => {
    const { text } = await ask(`${url}/api/docs`);
    expect(text).toContain(`href="${basePath}/api/openapi.json"`);
    const { servers } = JSON.parse((await ask(`${url}/api/openapi.json`)).text) as { servers: unknown };
    expect(servers).toEqual([{ url: `${basePath}/api/v1` }]);
  });
});
