import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startProcess } from "#harness/process.ts";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "campanile-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** One process through it all: its disk fills up, is full, and has room again. It is told to go on by a line each time. */
const worker = `
  const { openDatabase } = await import("#store/db.ts");
  const { writeAnyway } = await import("#store/write-anyway.ts");
  const { sql } = await import("kysely");
  const { execSync } = await import("node:child_process");
  const toText = ({ name, code }) => ({ name, code });
  const shell = (command) => execSync(command, { cwd: given, stdio: "ignore" });
  const notices = [];
  const database = await openDatabase({ folder: given }, (sentence) => notices.push(sentence));
  const insert = (on, name, size) => sql\`insert into organisation (id, name, slug, created_at)
      select \${name} || ' ' || i, (select string_agg(md5(i::text || g || random()), '') from generate_series(1, 60) g), \${name} || ' ' || i, now() from generate_series(1, \${size}::int) i\`
      .execute(on);
  const add = (name, size = 10, anyway = false) => database.sql.transaction().execute(async (transaction) => {
    if (anyway) await writeAnyway(transaction);
    await insert(transaction, name, size);
    await sql\`select 1\`.execute(transaction);
  }).then(() => "saved", toText);
  const count = () => sql\`select count(*)::int as n from organisation\`.execute(database.sql).then(({ rows }) => rows[0].n, toText);
  const report = { before: [await add("first"), database.isFull()] };
  let saved = 0;
  while (saved < 2000 && (await add("fill " + saved, 100)) === "saved") saved++;
  report.filled = [await add("after fill"), database.isFull(), (await count()) === 10 + saved * 100, saved > 0];
  report.anyway = await add("anyway", 10, true);
  shell("cat /dev/zero > filler || true");
  report.full = [await add("on full"), database.isFull(), await count() === 20 + saved * 100];
  // As when another program takes the room in the middle of ours: far more than the reserve has.
  const large = await add("large", 200000, true);
  report.large = typeof large === "string" ? large : large.code;
  const end = Date.now() + 20000;
  let read = await count();
  while (typeof read !== "number" && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    read = await count();
  }
  report.readAgain = read === 20 + saved * 100;
  report.stillFull = database.isFull();
  shell("rm filler; mount -o remount,size=800m .");
  await new Promise((resolve) => setTimeout(resolve, 10500));
  report.again = [await add("again"), database.isFull(), (await count()) === 30 + saved * 100];
  report.notices = notices.length > 0;
  await database.close();
  const reopened = await openDatabase({ folder: given });
  report.reopened = (await sql\`select count(*)::int as n from organisation\`.execute(reopened.sql)).rows[0].n === 30 + saved * 100;
  await reopened.close();
  tell(report);
  process.exit();`;

/** A file system of our own with little room. */
const mayMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", tmpdir()]).status === 0;
const smallDisk = `mount -t tmpfs -o mode=700,size=250m tmpfs "$0"; "$@"`;
if (!mayMount) process.stdout.write("Skipped: a full disk. This user may mount no file system of its own.\n");

test.runIf(mayMount)(
  "on a full disk the embedded database is read, writes nothing new, and goes on by itself when there is room",
  async () => {
    const other = startProcess(worker, folder, ["unshare", "-rm", "sh", "-ec", smallDisk, folder]);
    const refused = { name: "DiskIsFull", code: "53100" };
    expect(await other.hear()).toEqual({
      before: ["saved", false],
      filled: [refused, true, true, true],
      // What must not wait still has room.
      anyway: "saved",
      full: [refused, true, true],
      large: "53100",
      readAgain: true,
      stillFull: true,
      again: ["saved", false, true],
      notices: true,
      reopened: true,
    });
  },
);
