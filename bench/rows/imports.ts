/**
 * A large list from its file to its contacts: uploaded, checked, brought in. Beside it, on the same rows and in one thread:
 * the telephone library alone, and a bare COPY into a table without an index; and what no import can beat, a COPY of the
 * contacts that came of it into the table of contacts with its indexes and triggers.
 */
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { chmod, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { confirmImport } from "#actions/confirm-import.ts";
import { mapImport } from "#actions/map-import.ts";
import { uploadImport } from "#actions/upload-import.ts";
import { openWorld } from "#harness/world.ts";
import { createJobs } from "#jobs/jobs.ts";
import { findImport } from "#store/imports.ts";
import { grouped, type Row, seconds } from "../measure.ts";

export interface ImportTimes {
  rows: number;
  upload: number;
  check: number;
  bringIn: number;
  /** Of this process, in megabytes: the most it held beyond what it held before the import. */
  peakMegabytes: number;
  library: number;
  copy: number;
  /** A COPY of the contacts into the real table. */
  floor: number;
}

const columns = {
  Name: "full_name",
  Phone: "phone",
  Email: "email",
  Company: "company",
  Plan: "attribute:plan",
  Since: "attribute:since",
};

/** @param open a PostgreSQL that may read files of this machine */
export async function importTimes(open: Parameters<typeof openWorld>[0], rows: number): Promise<ImportTimes> {
  const folder = await mkdtemp(path.join(tmpdir(), "campanile-bench-"));
  const world = await openWorld(open);
  const { sql: db } = world.database;
  const { organisationId } = world;
  try {
    const file = path.join(folder, "list.csv");
    await writeList(file, rows);
    const library = await seconds(async () => readAll(rows));
    const copy = await seconds(() => copyBare(world.database.sql, file, folder));

    const before = process.memoryUsage().rss;
    let peak = before;
    const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
    const faults: unknown[] = [];
    const jobs = createJobs({ database: world.database, now: Date.now, onFault: (fault) => faults.push(fault) });
    await jobs.start();
    let importId = 0;
    const upload = await seconds(async () => {
      const source = { organisationId, fileName: "list.csv", choices: {}, replaces: null, createdBy: null };
      importId = Number((await uploadImport(db, { ...source, bytes: createReadStream(file) })).id);
    });
    const until = async (status: string) => {
      while ((await findImport(db, organisationId, importId)).status !== status) {
        if (faults.length > 0) throw new Error("The import met a fault.", { cause: faults[0] });
        await sleep(50);
      }
    };
    const check = await seconds(async () => {
      await mapImport(db, { organisationId, importId, mapping: { country: "US", columns, onDuplicate: "skip" } });
      await until("preview");
    });
    const bringIn = await seconds(async () => {
      await confirmImport(db, { organisationId, importId, campaignId: null });
      await until("done");
    });
    clearInterval(watching);
    await jobs.stop();
    const { counts } = await findImport(db, organisationId, importId);
    const stored = await sql<{ n: number }>`select count(*) as n from contact`.execute(db);
    if (counts?.ready !== stored.rows[0]?.n) throw new Error("The import lost or doubled contacts.");
    const floor = await copyContacts(db, folder);
    return { rows, upload, check, bringIn, peakMegabytes: (peak - before) / 1_048_576, library, copy, floor };
  } finally {
    await world.close();
    await rm(folder, { recursive: true });
  }
}

/** As a list is: most numbers in order, written in several ways, some double, some none. */
function phoneOf(row: number): string {
  const line = 2_000_000 + ((row * 7_919) % 7_999_993);
  const digits = String(line);
  const area = ["212", "415", "312", "305", "617", "702", "206", "512"][row % 8]!;
  if (row % 97 === 0) return digits;
  if (row % 3 === 0) return `(${area}) ${digits.slice(0, 3)}-${digits.slice(3)}`;
  return row % 3 === 1 ? `+1${area}${digits}` : `${area}-${digits.slice(0, 3)}-${digits.slice(3)}`;
}

async function writeList(file: string, rows: number): Promise<void> {
  const out = createWriteStream(file, { mode: 0o644 });
  out.write("Name,Phone,Email,Company,Plan,Since\n");
  for (let row = 1; row <= rows; row++) {
    const line = `First${row % 5_003} Last${row},${phoneOf(row)},person${row}@example.com,Company ${row % 1_000},gold,2026-0${1 + (row % 9)}-11\n`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

function readAll(rows: number): void {
  let valid = 0;
  for (let row = 1; row <= rows; row++) {
    if (parsePhoneNumberFromString(phoneOf(row), "US")?.isValid() === true) valid++;
  }
  if (valid === 0) throw new Error("The library read no number.");
}

/** The server reads the file itself: no transfer counts. */
async function copyBare(db: Parameters<typeof findImport>[0], file: string, folder: string): Promise<void> {
  await chmod(folder, 0o755);
  if ((await stat(file)).size === 0) throw new Error("The list is empty.");
  await sql`create unlogged table bare (name text, phone text, email text, company text, plan text, since text)`.execute(
    db,
  );
  await sql`copy bare from ${sql.lit(file)} with (format csv, header true)`.execute(db);
  await sql`drop table bare`.execute(db);
}

const contactColumns = sql.raw(
  `organisation_id, phone, first_name, last_name, email, company, zone_set, tags, attributes, created_at, updated_at,
   import_id, import_row`,
);

/** The contacts that are there, once more into their table, which is empty then. @returns seconds */
async function copyContacts(db: Parameters<typeof findImport>[0], folder: string): Promise<number> {
  const file = path.join(folder, "contacts.csv");
  await chmod(folder, 0o777);
  await sql`copy (select ${contactColumns} from contact order by id) to ${sql.lit(file)} with (format csv)`.execute(db);
  await sql`truncate contact cascade`.execute(db);
  await sql`checkpoint`.execute(db);
  return seconds(async () => {
    await sql`copy contact (${contactColumns}) from ${sql.lit(file)} with (format csv)`.execute(db);
  });
}

export function importRows(small: ImportTimes, large: ImportTimes): Row[] {
  const took = large.upload + large.check + large.bringIn;
  const least = large.library + large.copy;
  const parts = `upload ${large.upload.toFixed(1)}, check ${large.check.toFixed(1)}, bring in ${large.bringIn.toFixed(1)}`;
  return [
    {
      what: `import of ${grouped(large.rows)} rows, PostgreSQL`,
      ours: `${took.toFixed(1)} s (${parts})`,
      against: `telephone library ${large.library.toFixed(1)} s + bare COPY ${large.copy.toFixed(1)} s`,
      ratio: (took / least).toFixed(2),
      goal: "≤ 1.5",
    },
    {
      what: "the same, its contacts only",
      ours: `${large.bringIn.toFixed(1)} s`,
      against: `COPY of them into the table with its indexes and triggers ${large.floor.toFixed(1)} s`,
      ratio: (large.bringIn / large.floor).toFixed(2),
      goal: "–",
    },
    {
      what: "the same, memory beyond the idle process",
      ours: `${grouped(large.peakMegabytes)} MB`,
      against: `${grouped(small.rows)} rows: ${grouped(small.peakMegabytes)} MB; goal: 300 MB`,
      ratio: (large.peakMegabytes / small.peakMegabytes).toFixed(2),
      goal: "flat",
    },
  ];
}
