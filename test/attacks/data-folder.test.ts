/** Door: the data folder. Its owner's alone, whoever made it; and nothing new is made over what is damaged. */
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPostgresDatabase } from "#harness/databases.ts";
import { serve } from "#harness/served.ts";
import { makeWorkplace, type Workplace } from "#src/cli/test-workplace.ts";

const key = "a-key-of-at-least-thirty-two-characters";
let here: Workplace;
beforeEach(() => {
  here = makeWorkplace();
});
afterEach(() => here.remove());

/** What of a folder others may do something with: its path and mode. */
function open(folder: string): string[] {
  return [folder, ...readdirSync(folder, { recursive: true }).map((name) => path.join(folder, String(name)))].flatMap(
    (entry) => {
      const facts = lstatSync(entry);
      const others = facts.isSymbolicLink() ? 0 : facts.mode & 0o077;
      return others === 0 ? [] : [`${path.relative(folder, entry)} ${(facts.mode & 0o777).toString(8)}`];
    },
  );
}

describe("what others may read", () => {
  test("nothing in a folder that was there before, with files of an earlier version, while the server works and after", async () => {
    const folder = path.join(here.folder, "data");
    mkdirSync(path.join(folder, "elsewhere", "deeper"), { recursive: true });
    mkdirSync(path.join(folder, "recordings"));
    writeFileSync(path.join(folder, "campanile.log"), "");
    writeFileSync(path.join(folder, "elsewhere", "deeper", "words.txt"), "");
    for (const name of ["", "elsewhere", "elsewhere/deeper", "recordings"]) chmodSync(path.join(folder, name), 0o755);
    chmodSync(path.join(folder, "elsewhere", "deeper", "words.txt"), 0o666);
    const before = process.umask(0o022);
    const server = await serve(folder, key).finally(() => process.umask(before));
    try {
      expect(open(folder)).toEqual([]);
      await server.get("createContact", { body: { phone: "+1 202 555 0143" } });
    } finally {
      await server.end("SIGTERM");
    }
    expect(open(folder)).toEqual([]);
    expect(existsSync(path.join(folder, "database", "PG_VERSION"))).toBe(true);

    // Opened up by hand, with a database in it.
    for (const name of ["database/PG_VERSION", "database/base", "secret"]) chmodSync(path.join(folder, name), 0o755);
    expect(await here.run("api-key", "create", "--name", "A", "--role", "viewer")).toMatchObject({ code: 0 });
    const again = await serve(folder, key);
    await again.end("SIGTERM");
    expect(open(folder)).toEqual([]);
  });

  test("nothing of a backup, of what is restored from it, and of results", async () => {
    expect(await here.run("api-key", "create", "--name", "A", "--role", "viewer")).toMatchObject({ code: 0 });
    writeFileSync(path.join(here.folder, "list.csv"), "phone\n+1 202 555 0143\n");
    expect(await here.run("run", "list.csv", "--country", "US", "--speed", "max")).toMatchObject({ code: 0 });
    expect(await here.run("backup", "all.tar.gz")).toMatchObject({ code: 0 });
    for (const name of ["results.csv", "all.tar.gz"])
      expect(lstatSync(path.join(here.folder, name)).mode & 0o777).toBe(0o600);
    const data = path.join(here.folder, "data");
    rmSync(data, { recursive: true });
    mkdirSync(data);
    chmodSync(data, 0o755);
    expect(await here.run("restore", "all.tar.gz")).toMatchObject({ code: 0 });
    expect(open(data)).toEqual([]);
  });

  test("nothing of recordings on another disk, and a link to a stranger's file is not followed", async () => {
    const data = path.join(here.folder, "data");
    const disk = path.join(here.folder, "disk");
    const stranger = path.join(here.folder, "stranger.txt");
    mkdirSync(data, { mode: 0o700 });
    mkdirSync(disk);
    writeFileSync(path.join(disk, "one.wav"), "");
    writeFileSync(stranger, "");
    for (const entry of [disk, path.join(disk, "one.wav"), stranger]) chmodSync(entry, 0o755);
    symlinkSync(stranger, path.join(data, "link"));
    const { url, drop } = await createPostgresDatabase();
    symlinkSync(disk, path.join(data, "recordings"));
    try {
      const there = makeWorkplace({ DATABASE_URL: url, CAMPANILE_SECRET: key, CAMPANILE_DATA: data });
      const running = there.start("serve");
      await running.saw("Campanile is at");
      running.process.kill("SIGTERM");
      await running.ended;
      await there.remove();
    } finally {
      await drop();
    }
    expect(open(disk)).toEqual([]);
    expect(lstatSync(stranger).mode & 0o777).toBe(0o755);
  });
});

describe("a folder that somebody else could change is refused", () => {
  const commands = [
    ["serve"],
    ["api-key", "create", "--name", "A", "--role", "viewer"],
    ["run", "list.csv"],
    ["migrate"],
    ["restore", "b.tar.gz"],
  ];

  test.each([0o770, 0o777, 0o702, 0o1777])("mode %o", async (mode) => {
    const data = path.join(here.folder, "data");
    mkdirSync(data);
    chmodSync(data, mode);
    writeFileSync(path.join(here.folder, "list.csv"), "phone\n+1 202 555 0143\n");
    writeFileSync(path.join(here.folder, "b.tar.gz"), "x");
    const before = readdirSync(data);
    for (const command of mode === 0o770 ? commands : [["serve"]]) {
      const { code, stderr } = await here.run(...command);
      expect({ command, code, stderr }).toEqual({
        command,
        code: 1,
        stderr: expect.stringMatching(/^Other users may write in the data folder .+: chmod 700 .+data\n$/),
      });
    }
    expect((await here.run("doctor")).stdout).toMatch(/^fail +Data folder +Other users may write/m);
    expect(readdirSync(data)).toEqual(before);
    chmodSync(data, 0o700);
  });

  // Only root can give a folder away.
  test.runIf(process.geteuid?.() === 0)("the folder, or a file in it, of another user", async () => {
    const data = path.join(here.folder, "data");
    mkdirSync(data, { mode: 0o700 });
    chownSync(data, 12_345, 12_345);
    const refused = /data belongs to another user \(uid 12345; this process has uid 0\)\. .+chown -R 0 .+\n$/;
    expect((await here.run("serve")).stderr).toMatch(refused);
    expect(readdirSync(data)).toEqual([]);
    chownSync(data, 0, 0);
    mkdirSync(path.join(data, "recordings"));
    writeFileSync(path.join(data, "recordings", "one.wav"), "");
    chownSync(path.join(data, "recordings", "one.wav"), 12_345, 12_345);
    expect((await here.run("serve")).stderr).toMatch(/one\.wav belongs to another user/);
  });
});

describe("a damaged folder", () => {
  let whole: string;
  beforeAll(async () => {
    whole = mkdtempSync(path.join(tmpdir(), "campanile-whole-"));
    const server = await serve(whole, key);
    await server.get("createContact", { body: { phone: "+1 202 555 0143" } });
    // Not stopped in peace: what was committed is in the write-ahead log.
    await server.end("SIGKILL");
  });
  afterAll(() => rmSync(whole, { recursive: true, force: true }));

  const segment = (data: string) => {
    const log = path.join(data, "database", "pg_wal");
    return path.join(
      log,
      readdirSync(log).find((name) => /^[0-9A-F]{24}$/.test(name))!,
    );
  };
  const harm: Record<string, (data: string) => void> = {
    "without PG_VERSION": (data) => rmSync(path.join(data, "database", "PG_VERSION")),
    "with an empty PG_VERSION": (data) => truncateSync(path.join(data, "database", "PG_VERSION")),
    "with the PG_VERSION of another": (data) => writeFileSync(path.join(data, "database", "PG_VERSION"), "17\n"),
    "without its database": (data) => rmSync(path.join(data, "database"), { recursive: true }),
    "with an empty database folder": (data) => {
      rmSync(path.join(data, "database"), { recursive: true });
      mkdirSync(path.join(data, "database"), { mode: 0o700 });
    },
    "with PG_VERSION alone": (data) => {
      rmSync(path.join(data, "database"), { recursive: true });
      mkdirSync(path.join(data, "database"), { mode: 0o700 });
      writeFileSync(path.join(data, "database", "PG_VERSION"), "18\n", { mode: 0o600 });
    },
    "with a control file cut short": (data) => truncateSync(path.join(data, "database", "global", "pg_control"), 100),
    "without a control file": (data) => rmSync(path.join(data, "database", "global", "pg_control")),
    "with a control file of zeros": (data) =>
      writeFileSync(path.join(data, "database", "global", "pg_control"), Buffer.alloc(8_192)),
    "with a write-ahead log cut short": (data) => truncateSync(segment(data), 5_000_000),
    "with a write-ahead log of zeros": (data) => writeFileSync(segment(data), Buffer.alloc(16 * 1024 * 1024)),
    "without a write-ahead log": (data) => rmSync(path.join(data, "database", "pg_wal"), { recursive: true }),
    "without its transactions": (data) => rmSync(path.join(data, "database", "pg_xact"), { recursive: true }),
  };

  test.each(Object.keys(harm))("%s is refused by every command, and nothing is made in it", async (name) => {
    const data = path.join(here.folder, "data");
    cpSync(whole, data, { recursive: true });
    harm[name]!(data);
    const files = () => readdirSync(data, { recursive: true }).map(String).toSorted();
    const before = files();
    const secret = readFileSync(path.join(data, "secret"), "utf8");
    const sentence =
      /^The data folder \S+data is damaged: .+ restore your latest backup .+docs\/how-to\/back-up\.md.+\n$/;
    for (const command of [["serve"], ["migrate"]]) {
      const { code, stderr } = await here.run(...command);
      expect({ command, code, stderr }).toEqual({ command, code: 1, stderr: expect.stringMatching(sentence) });
    }
    expect((await here.run("doctor")).stdout).toMatch(/^fail +Database +The data folder .+ is damaged/m);
    // Of what PostgreSQL's own recovery makes and removes before it gives up, nothing is lost that was saved.
    const own =
      /^(lock(-journal)?|campanile\.log|database\/(postmaster\.(pid|opts)|(base\/\d+|global)\/(pg_internal\.init|\d+)))$/;
    expect(files().filter((file) => !before.includes(file) && !own.test(file))).toEqual([]);
    expect(before.filter((file) => !files().includes(file) && !own.test(file))).toEqual([]);
    expect(readFileSync(path.join(data, "secret"), "utf8")).toBe(secret);
  });

  test("one whose first start was killed half way begins anew, as it never had a database", async () => {
    const data = path.join(here.folder, "data");
    mkdirSync(path.join(data, "making-AbCdEf", "base"), { recursive: true, mode: 0o700 });
    chmodSync(data, 0o700);
    expect(await here.run("api-key", "create", "--name", "A", "--role", "viewer")).toMatchObject({ code: 0 });
    expect(readdirSync(data).filter((name) => name.startsWith("making-"))).toEqual([]);
  });

  test("killed without a word and whole, it goes on", async () => {
    const data = path.join(here.folder, "data");
    cpSync(whole, data, { recursive: true });
    const server = await serve(data, key);
    const { total } = await server.get("listContacts", { query: {} });
    expect(total).toBe(1);
    await server.end("SIGTERM");
  });
});
