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

/** Run four times on one folder: to make the database, to fill the disk, to meet the full disk, and after room was made. */
const visitor = `
  const { openDatabase } = await import("#store/db.ts");
  const { sql } = await import("kysely");
  const toText = ({ name, code, message }) => ({ name, code, message });
  const task = process.argv.at(-1);
  const database = await openDatabase({ folder: given }).catch((error) => {
    tell(toText(error));
    process.exit();
  });
  const add = (n) => database.sql.transaction().execute(async (transaction) => {
    await sql\`insert into organisation (id, name, slug, created_at)
      select \${n} || ' ' || i, repeat('x', 2000), \${n} || ' ' || i, now() from generate_series(1, 100) i\`
      .execute(transaction);
    await sql\`select 1\`.execute(transaction);
  });
  let saved = 0;
  for (; task === "fill" && saved < 1000; saved++) {
    const fault = await add(saved).catch(toText);
    if (fault === undefined) continue;
    const next = await add(saved + 1).catch(toText);
    const read = await sql\`select 1\`.execute(database.sql).catch(toText);
    tell({ saved: saved * 100, fault, next, read });
    break;
  }
  if (task === "look") {
    const { rows } = await sql\`select count(*) as n from organisation\`.execute(database.sql);
    tell({ found: rows[0].n });
  }
  await database.close();
  process.exit();`;

/** A file system of our own with little room where we may mount one; else a limit on the length of files. */
const mayMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", tmpdir()]).status === 0;
const smallDisk = `
  mount -t tmpfs -o size=300m tmpfs "$0"
  "$@" make
  mount -o remount,size=$(($(du -sk "$0" | cut -f1) + 12288))k "$0"
  "$@" fill
  cat /dev/zero > "$0/filler" 2>/dev/null || true
  "$@" look
  mount -o remount,size=300m "$0"
  "$@" look`;
const shortFiles = `
  "$@" make
  ulimit -S -f 24576
  "$@" fill
  ulimit -S -f unlimited
  "$@" look`;

test("a full disk stops the embedded database with a sentence, and all that was saved is there afterwards", async () => {
  const wrapper = mayMount ? ["unshare", "-rm", "sh", "-ec", smallDisk] : ["sh", "-ec", shortFiles];
  const visits = startProcess(visitor, folder, [...wrapper, folder]);
  const filled = (await visits.hear()) as Record<"fault" | "next" | "read", { code: string }> & { saved: number };
  const stopped = {
    name: "DatabaseStopped",
    code: mayMount ? "53100" : "XX000",
    message: mayMount
      ? "The embedded database stopped because its disk is full; make room, then start Campanile again. Nothing that was saved is lost."
      : "The embedded database stopped because of a fault; start Campanile again. Nothing that was saved is lost.",
  };
  expect(filled).toEqual({ saved: expect.any(Number), fault: stopped, next: stopped, read: stopped });
  expect(filled.saved).toBeGreaterThan(0);
  if (mayMount) {
    const message = `The disk of the data folder ${folder} is full; make room and try again.`;
    expect(await visits.hear()).toEqual({ name: "Error", code: "ENOSPC", message });
  }
  expect(await visits.hear()).toEqual({ found: filled.saved });
});
