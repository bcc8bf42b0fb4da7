/** Door: the disk. Who fills it ends nothing, loses nothing and gets nobody called whose call could not be written down. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { apiClient } from "#harness/api-client.ts";
import { callee, campaignWhen, draft } from "#harness/campaigns.ts";
import { openPostgresApp, temporaryFolder } from "#harness/app.ts";
import { serve } from "#harness/served.ts";
import { openLogOutput } from "#src/log-output.ts";

/** Mounted where this process sees it, as the disk is filled from here. */
const mayMount = spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", tmpdir()]).status === 0;
if (!mayMount) process.stdout.write("Skipped: the program on a full disk. Only root may mount one.\n");

const mount = (folder: string, size: string) =>
  execFileSync("sh", ["-c", `mount -t tmpfs -o mode=700,size=${size} tmpfs "$0"`, folder]);
const unmount = (folder: string) => execFileSync("sh", ["-c", 'umount --lazy "$0"', folder]);

/** Writes until there is no room. */
function fill(file: string): void {
  const to = openSync(file, "w");
  const block = Buffer.alloc(1024 * 1024, 1);
  try {
    for (;;) writeSync(to, block);
  } catch (cause) {
    expect((cause as NodeJS.ErrnoException).code).toBe("ENOSPC");
  } finally {
    closeSync(to);
  }
}

test.runIf(mayMount)(
  "the embedded database: reads go on, changes are refused, nobody is called, then all goes on",
  async () => {
    const { folder, remove } = temporaryFolder();
    mount(folder, "400m");
    const server = await serve(folder, "a-key-of-at-least-thirty-two-characters");
    try {
      const of = await draft(server, { phones: Array.from({ length: 20 }, (_, n) => callee("01", n)) });
      const filler = path.join(folder, "filler");
      fill(filler);
      expect(await server.refusal("createContact", { body: { phone: "+1 202 555 0143" } })).toBe("507 database_full");
      expect(await server.refusal("startCampaign", of)).toBe("507 database_full");
      expect((await server.get("listContacts")).items.length).toBeGreaterThan(0);

      rmSync(filler);
      await server.get("startCampaign", of);
      await campaignWhen(server, of, ({ calls }) => calls.attempts > 0);
      fill(filler);
      const held = await campaignWhen(server, of, ({ statusReason }) => statusReason !== null);
      expect(held.statusReason).toMatch(/^No calls are made now: the disk of the database is full\./);
      // Those that were under way end, and are written down in what is left.
      const { calls } = await campaignWhen(server, of, (campaign) => campaign.calls.live === 0, 120_000);
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      expect((await server.get("getCampaign", of)).calls).toMatchObject({ attempts: calls.attempts, live: 0 });
      const ready = await fetch(`${server.url}/readyz`);
      expect(ready.status).toBe(200);
      expect(await ready.json()).toMatchObject({ checks: { disk: expect.stringMatching(/^is full/) } });
      expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/^campanile_disk_full 1$/m);

      rmSync(filler);
      await campaignWhen(server, of, (campaign) => campaign.calls.attempts > calls.attempts, 30_000);
      expect((await server.get("getCampaign", of)).statusReason).toBe(null);
      expect(server.written()).toMatch(/is full: nothing is written or dialled/);
      expect(server.process.exitCode).toBe(null);
    } finally {
      await server.end("SIGKILL");
      unmount(folder);
      remove();
    }
  },
);

test("PostgreSQL: what it refuses for want of room (53100) holds calls back, and they go on by themselves", async () => {
  const app = await openPostgresApp();
  try {
    const of = await draft(app, { phones: Array.from({ length: 5 }, (_, n) => callee("01", n)) });
    const run = (text: string) => import("kysely").then(({ sql }) => sql.raw(text).execute(app.database.sql));
    await run(`create function no_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$`);
    await run(`create trigger no_room before insert on call execute function no_room()`);
    await app.get("startCampaign", of);
    const held = await campaignWhen(app, of, ({ statusReason }) => statusReason !== null);
    expect(held.statusReason).toMatch(/^No calls are made now: the disk of the database is full\./);
    expect(held.calls.attempts).toBe(0);
    await run(`drop trigger no_room on call`);
    await campaignWhen(app, of, ({ calls }) => calls.attempts > 0, 30_000);
  } finally {
    await app.close();
  }
});

test("a log that cannot be written ends neither requests nor the process", async () => {
  const { folder, remove } = temporaryFolder();
  const full = openSync("/dev/full", "w");
  const own = Object.entries(process.env).filter(([name]) => !/^(CAMPANILE_|DATABASE_URL|PORT|HOST)/.test(name));
  const main = path.resolve(import.meta.dirname, "../../src/main.ts");
  const server = spawn(process.execPath, [main, "serve"], {
    env: { ...Object.fromEntries(own), CAMPANILE_DATA: folder, PORT: "0" },
    stdio: ["ignore", full, full],
  });
  try {
    const note = path.join(folder, "server.json");
    const deadline = performance.now() + 60_000;
    const isWritten = () => existsSync(note) && readFileSync(note, "utf8").endsWith("\n");
    while (!isWritten() && server.exitCode === null && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const { url, key } = JSON.parse(readFileSync(note, "utf8")) as { url: string; key: string };
    const client = apiClient(url, key);
    for (let n = 0; n < 20; n++) expect((await client.get("listContacts")).items).toEqual([]);
    expect(server.exitCode).toBe(null);
  } finally {
    const ended = once(server, "exit");
    if (server.exitCode === null) server.kill("SIGTERM");
    await ended;
    closeSync(full);
    remove();
  }
});

test.runIf(mayMount)(
  "a log that had no room goes on with whole lines when it has, and says how many are missing",
  () => {
    const { folder, remove } = temporaryFolder();
    mount(folder, "1m");
    try {
      const file = path.join(folder, "campanile.log");
      const output = openLogOutput(file);
      const line = `${JSON.stringify({ msg: "x".repeat(1_000) })}\n`;
      for (let n = 0; n < 100; n++) output.write(line);
      fill(path.join(folder, "filler"));
      for (let n = 0; n < 50; n++) output.write(line);
      rmSync(path.join(folder, "filler"));
      output.write(line);
      const texts = readFileSync(file, "utf8").trim().split("\n");
      const notes = texts.filter((text) => /^\{.*lines of the log could not be written/.test(text));
      expect(notes.length).toBe(1);
      const lost = Number(/"msg":"(\d+) lines/.exec(notes[0]!)![1]);
      expect(texts.filter((text) => `${text}\n` === line).length).toBe(151 - lost);
      expect(texts.at(-1)).toBe(line.trim());
    } finally {
      unmount(folder);
      remove();
    }
  },
);
