import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { create } from "tar";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openApp, testConfig, type TestApp } from "#harness/app.ts";
import { callee, campaignWhen, completed, draft } from "#harness/campaigns.ts";
import { makeWorkplace, type Workplace } from "./test-workplace.ts";

const apps: TestApp[] = [];
const places: Workplace[] = [];

/** Commands in a folder of their own, and the data folder they mean. */
function workplace(environment: Readonly<Record<string, string>> = {}): Workplace & { data: string } {
  const place = makeWorkplace(environment);
  places.push(place);
  return { ...place, data: path.join(place.folder, "data") };
}

async function open(dataFolder: string): Promise<TestApp> {
  const app = await openApp(testConfig({ dataFolder }));
  apps.push(app);
  return app;
}

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});
afterAll(async () => {
  for (const place of places) await place.remove();
});

test("a backup that is taken while calls are made is restored elsewhere, calls nobody by itself, and goes on", async () => {
  const here = workplace();
  const app = await open(here.data);
  const phones = Array.from({ length: 30 }, (_, n) => callee(n < 4 ? "01" : "40", n));
  const of = await draft(app, { phones, settings: { maxConcurrentCalls: 5, retry: { maxRetries: 0 } } });
  const { id } = (await app.get("listLines")).items[0];
  await app.get("updateLine", { params: { id }, body: { settings: { speed: 60 } } });
  mkdirSync(path.join(here.data, "recordings"), { recursive: true });
  writeFileSync(path.join(here.data, "recordings", "00000000-0000-4000-8000-000000000000.wav"), "RIFF");
  await app.get("startCampaign", of);
  await campaignWhen(app, of, ({ counts }) => counts.success > 2);

  const file = path.join(here.folder, "one.tar.gz");
  expect(await here.run("backup", "one.tar.gz")).toMatchObject({ code: 0, stderr: "" });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(here.data).filter((name) => name.startsWith("backup-"))).toEqual([]);
  expect(await here.run("backup", "one.tar.gz")).toMatchObject({
    code: 2,
    stderr: "There is a file one.tar.gz already; give the backup another name, or remove that one first.\n",
  });
  const whole = await campaignWhen(app, of, completed);
  await app.close();

  const there = workplace();
  const restored = await there.run("restore", file);
  expect(restored).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("1 recordings") });
  expect(restored.stdout).toContain("1 campaign that called then: paused");
  expect(readFileSync(path.join(there.data, "secret"))).toEqual(readFileSync(path.join(here.data, "secret")));
  expect(readdirSync(there.data).toSorted()).toEqual(["database", "lock", "recordings", "secret"]);
  const copy = await open(there.data);
  const before = await copy.get("getCampaign", of);
  expect(before).toMatchObject({ status: "paused", statusReason: expect.stringContaining("Restored from a backup") });
  expect(before.counts.success).toBeGreaterThan(2);
  expect(before.counts.success).toBeLessThan(whole.counts.success);
  await copy.get("resumeCampaign", of);
  const after = await campaignWhen(copy, of, completed);
  const { success, no_answer: noAnswer, failed, total } = after.counts;
  expect(success + noAnswer + failed).toBe(total);
  // What was ringing at the backup is not called blindly again; all others were called once.
  expect(after.calls.attempts).toBe(total);
  expect(failed).toBeLessThanOrEqual(5);
}, 60_000);

describe("restore leaves everything as it is", () => {
  let place: Workplace & { data: string };
  let file: string;
  beforeAll(async () => {
    place = workplace();
    await place.run("migrate");
    expect(await place.run("backup", "good.tar.gz")).toMatchObject({ code: 0 });
    file = path.join(place.folder, "good.tar.gz");
  }, 60_000);

  test("over a database that is there, and over a running server", async () => {
    expect(await place.run("restore", "good.tar.gz")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("already has database, and is left as it is. Restore into an empty folder"),
    });
    const app = await open(place.data);
    expect(await place.run("restore", "good.tar.gz")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`Campanile runs on ${place.data}, at ${app.url}; nothing is restored over it.`),
    });
    expect((await app.get("getHealth")).status).toBe("ok");
  });

  test("from a file that is cut short, damaged, foreign, empty, missing, or of a newer program", async () => {
    const bytes = readFileSync(file);
    const flipped = Buffer.from(bytes);
    flipped[Math.floor(bytes.length / 2)]! ^= 0xff;
    const foreign = path.join(place.folder, "foreign");
    mkdirSync(foreign);
    writeFileSync(path.join(foreign, "notes.txt"), "hello");
    await create({ gzip: true, cwd: foreign, file: path.join(place.folder, "foreign.tar.gz") }, ["notes.txt"]);
    const newer = gunzipSync(bytes);
    newer.write('{"format":9', newer.indexOf('{"format":1'));
    const made: Record<string, [Buffer, string]> = {
      "half.tar.gz": [bytes.subarray(0, bytes.length / 2), "is damaged or cut short, and nothing was restored"],
      "end.tar.gz": [bytes.subarray(0, bytes.length - 4), "is damaged or cut short, and nothing was restored"],
      "flipped.tar.gz": [flipped, "is damaged or cut short, and nothing was restored"],
      "foreign.tar.gz": [readFileSync(path.join(place.folder, "foreign.tar.gz")), "is no backup of Campanile's"],
      "text.txt": [Buffer.from("phone,name\n"), "is no backup of Campanile's"],
      "empty.tar.gz": [Buffer.alloc(0), "is empty; name what `backup` wrote"],
      "newer.tar.gz": [gzipSync(newer), "restore it with that version or later"],
    };
    const other = workplace();
    for (const [name, [content, sentence]] of Object.entries(made)) {
      writeFileSync(path.join(other.folder, name), content);
      const { code, stderr } = await other.run("restore", name);
      expect({ name, stderr }).toEqual({ name, stderr: expect.stringContaining(sentence) });
      expect(code).not.toBe(0);
    }
    expect(await other.run("restore", "none.tar.gz")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("There is no file none.tar.gz"),
    });
    expect(readdirSync(other.data)).toEqual(["lock"]);
  }, 60_000);

  test("where DATABASE_URL names a server, as does backup", async () => {
    const server = workplace({
      DATABASE_URL: "postgres://127.0.0.1:1/x",
      CAMPANILE_SECRET: "0123456789abcdef0123456789abcdef",
    });
    for (const command of ["backup", "restore"]) {
      expect(await server.run(command, file)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`${command} is for the embedded database, and DATABASE_URL names a server`),
      });
    }
  });
});

test("nobody but the command line on this machine is given a backup", async () => {
  const app = await open(workplace().data);
  const { body } = await app.ask("createApiKey", { body: { name: "program", role: "owner" } });
  for (const authorization of ["", `Bearer ${body.key}`]) {
    const answer = await fetch(`${app.url}/local/backup`, { headers: { authorization } });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: "unauthenticated" });
  }
});
