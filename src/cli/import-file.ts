/** A file on its way into a campaign: upload, mapping, check, join. */
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { attributeLimits } from "#domain/contact/attributes.ts";
import { type ImportVerdict, importVerdicts } from "#contract/imports.ts";
import type { Client, ContactImport } from "./client.ts";
import { badInput, CommandFailure } from "./failure.ts";
import { howRead } from "./how-read.ts";
import { grouped } from "./progress.ts";
import type { ColumnChoice } from "./run-options.ts";
import type { Screen } from "./screen.ts";

type Column = ContactImport["columns"][number];
type Counts = NonNullable<ContactImport["counts"]>;

const verdictWords: Record<ImportVerdict, string> = {
  ready: "ready",
  invalid_number: "with an invalid number",
  missing_number: "without a number",
  duplicate_in_file: "twice in the file",
  duplicate_in_contacts: "known already",
  do_not_call: "on the do-not-call list",
  other: "with another fault",
};

/** Rows that join the campaign: those of people known already do too. */
const joining: readonly ImportVerdict[] = ["ready", "duplicate_in_contacts"];

export interface FileToImport {
  /** Absolute. */
  file: string;
  country: string | undefined;
  map: readonly ColumnChoice[];
}

/**
 * Uploads the file, says what its columns are, and waits until every row was checked. Numbers without a country code are of
 * the country that is wanted, else of the one that is suggested; attributes stay text, as they are spoken.
 *
 * @throws CommandFailure that names what is wrong with the file, when nobody in it can be called
 */
export async function checkFile(client: Client, wanted: FileToImport, screen: Screen): Promise<ContactImport> {
  const fileName = path.basename(wanted.file);
  const uploaded = await client.upload(wanted.file, fileName);
  const columns = mapColumns(uploaded.columns, wanted.map, fileName);
  for (const line of howRead(uploaded, wanted.country)) screen.say(line);
  const country = wanted.country ?? uploaded.suggestedCountry;
  const body = { country, columns, onDuplicate: "update" as const };
  await client.call("mapImport", { params: { id: uploaded.id }, body });
  const checked = await waitFor(client, uploaded.id, "preview", (rows) => {
    screen.show([`  Checking ${fileName}${rows > 0 ? `: ${grouped(rows)} rows` : ""}`]);
  });
  screen.show([]);
  const { counts } = checked;
  if (counts) screen.say(`${fileName}: ${rowWords(counts)}.`);
  if (!counts || counts.rows === 0) throw badInput(`${fileName} has a header and no rows; add the people to call.`);
  if (joiningRows(counts) === 0) throw badInput(await nobodyToCall(client, checked, country));
  return checked;
}

/** Lets the ready rows join the campaign, and waits until they have. */
export async function joinCampaign(
  client: Client,
  checked: ContactImport,
  campaignId: string,
  screen: Screen,
): Promise<ContactImport> {
  await client.call("confirmImport", { params: { id: checked.id }, body: { campaignId } });
  const done = await waitFor(client, checked.id, "done", () => screen.show([`  Importing ${checked.fileName}`]));
  screen.show([]);
  return done;
}

/** Rows that were left out, and come back in the file of rejected rows. */
export function rejectedRows(counts: Counts): number {
  return counts.rows - joiningRows(counts);
}

function joiningRows(counts: Counts): number {
  return joining.reduce((sum, verdict) => sum + counts[verdict], 0);
}

/**
 * What each column is: as chosen, else as suggested, else an attribute of its own name, so that it can be a variable and
 * comes back in the report. Several columns may be chosen as the phone.
 */
export function mapColumns(
  columns: readonly Column[],
  choices: readonly ColumnChoice[],
  fileName: string,
): Record<string, string | null> {
  const chosen = new Map(
    choices
      .filter(({ column }) => column !== "")
      .map(({ field, column }) => [columnNamed(columns, column, fileName).name, field]),
  );
  const decided = new Set(choices.map(({ field }) => field));
  const meanings = columns.map(({ name, suggested }) => {
    const kept = suggested !== null && !decided.has(suggested) ? suggested : null;
    return chosen.get(name) ?? kept;
  });
  const taken = new Set(meanings);
  // Of a wider file the first columns: those that were chosen or understood are there in any case.
  const isFull = () => [...taken].filter((one) => one?.startsWith("attribute:")).length >= attributeLimits.names;
  const mapping = columns.map(({ name }, index): [string, string | null] => {
    const meaning = meanings[index] ?? (isFull() ? null : attribute(name, taken));
    taken.add(meaning);
    return [name, meaning];
  });
  if (!meanings.includes("phone")) {
    const names = columns.map(({ name }) => `"${name}"`).join(", ");
    throw badInput(
      `No column of ${fileName} looks like telephone numbers; name it with --map "phone=COLUMN". Its columns are ${names}.`,
    );
  }
  return Object.fromEntries(mapping);
}

function columnNamed(columns: readonly Column[], wanted: string, fileName: string): Column {
  const folded = fold(wanted);
  const found = columns.find(({ name }) => name === wanted) ?? columns.find(({ name }) => fold(name) === folded);
  if (found) return found;
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  throw badInput(`--map: ${fileName} has no column "${wanted}"; it has ${names}.`);
}

/** Keyboards and files write accents in two ways. */
function fold(name: string): string {
  return name.normalize("NFC").trim().toLowerCase();
}

/** Names of attributes have at most 64 characters, and each stands once. */
function attribute(column: string, taken: ReadonlySet<string | null>): string | null {
  const name = column.trim();
  const meaning = `attribute:${name}`;
  return name === "" || name.length > 64 || taken.has(meaning) ? null : meaning;
}

async function waitFor(
  client: Client,
  id: string,
  status: "preview" | "done",
  show: (rows: number) => void,
): Promise<ContactImport> {
  for (let pause = 25; ; pause = Math.min(500, pause * 2)) {
    const found = await client.call("getImport", { params: { id } });
    if (found.status === status) return found;
    if (found.status === "failed") throw badInput(found.error ?? `${found.fileName} could not be imported.`);
    if (found.status === "undone")
      throw new CommandFailure(`The import of ${found.fileName} was taken back by somebody.`);
    show(found.counts?.rows ?? 0);
    await wait(pause);
  }
}

function rowWords(counts: Counts): string {
  const parts = importVerdicts.filter((verdict) => counts[verdict] > 0);
  const words = parts.map((verdict) => `${grouped(counts[verdict])} ${verdictWords[verdict]}`);
  const rows = counts.rows === 1 ? "1 row" : `${grouped(counts.rows)} rows`;
  return words.length > 0 ? `${rows}: ${words.join(", ")}` : rows;
}

async function nobodyToCall(
  client: Client,
  { id, fileName, counts }: ContactImport,
  country: string | null,
): Promise<string> {
  const { items } = await client.call("listImportRows", { params: { id }, query: { limit: 1 } });
  const example = items[0]?.reason ? ` Row ${items[0].row}: ${items[0].reason}` : "";
  const national = country === null && (counts?.invalid_number ?? 0) > 0;
  const advice = national ? " If the numbers have no country, name it with --country, such as --country US." : "";
  return `Nobody in ${fileName} can be called: ${counts ? rowWords(counts) : "no rows"}.${example}${advice}`;
}
