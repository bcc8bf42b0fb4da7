/** The command line takes every file of the corpus that a person would call fine, without an option. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importVerdicts } from "#domain/contact/import.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { type Client, createClient } from "#src/cli/client.ts";
import { checkFile } from "#src/cli/import-file.ts";
import type { Screen } from "#src/cli/screen.ts";
import { makeWorkplace, type Workplace } from "#src/cli/test-workplace.ts";
import { type CorpusCase, readCorpus } from "./corpus.ts";

const corpus = readCorpus();
const fine = corpus.filter(({ expected }) => expected.fine);
const named = (cases: readonly CorpusCase[]) => cases.map((one) => [one.name, one] as const);

/** As people have their files: in a folder, under the name that the corpus gives. */
function put(folder: string, { name, bytes }: CorpusCase): string {
  const file = path.join(folder, path.basename(name));
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, bytes);
  return file;
}

describe("checked by the command's own client, on one server after the other", () => {
  let app: PostgresApp;
  let client: Client;
  let folder: string;
  let said: string[];
  const screen: Screen = {
    live: false,
    columns: 100,
    say: (line) => void said.push(line),
    show: () => {},
    settle: () => {},
  };

  beforeAll(async () => {
    app = await openPostgresApp();
    client = createClient(app.url, (await app.as("owner")).key);
    folder = mkdtempSync(path.join(tmpdir(), "campanile-"));
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const check = (one: CorpusCase) => {
    said = [];
    return checkFile(client, { file: put(folder, one), country: undefined, map: [] }, screen);
  };

  test("most files of the corpus are fine", () => {
    expect(fine.length).toBeGreaterThan(corpus.length / 2);
  });

  test.each(named(fine))("%s", async (_, one) => {
    const { counts } = await check(one);
    const { ready = 0, ...others } = one.expected.counts!;
    expect(others).toEqual({});
    expect(counts).toMatchObject({ rows: ready, ready });
    const country = one.expected.country ?? null;
    const told = said.find((line) => line.startsWith("Country: "));
    if (country !== null) expect(told).toContain(`(${country})`);
    // Where none is needed, that of an earlier file with these columns may stand.
    else if (told !== undefined) expect(told).toContain("As in the last file with these columns.");
  });

  const refused = corpus.filter(({ expected }) => expected.refused !== undefined && !expected.choices);
  test.each(named(refused))("%s is refused with the sentence of the server", async (_, one) => {
    await expect(check(one)).rejects.toThrow(one.expected.refused!);
  });

  test("no verdict is lost on the way to the screen", async () => {
    const one = corpus.find(({ name }) => name === "people/do-not-call.csv")!;
    const { counts } = await check(one);
    expect(importVerdicts.reduce((sum, verdict) => sum + counts![verdict], 0)).toBe(4);
    expect(said.at(-1)).toBe("do-not-call.csv: 4 rows: 3 ready, 1 twice in the file.");
  });
});

describe("run to the end", { timeout: 180_000 }, () => {
  let place: Workplace;
  beforeAll(() => {
    place = makeWorkplace();
  });
  afterAll(() => place.remove());

  test.each([
    ["locales/german-windows-1252.csv", ["Encoding: windows-1252.", 'Delimiter: ";".', "Country: Germany (DE)"]],
    ["spreadsheets/second-sheet.xlsx", ['Sheet: "People & friends", one of 2.']],
    ["scripts/full-width.csv", ["Country: Japan (JP)"]],
  ])("%s", async (name, lines) => {
    const one = fine.find((found) => found.name === name)!;
    put(place.folder, one);
    const { code, stdout, stderr } = await place.run("run", path.basename(name), "--speed", "max");
    expect(stderr).toBe("");
    for (const line of lines) expect(stdout).toContain(line);
    expect(stdout).toContain(`Calling ${one.expected.counts!.ready} contacts`);
    expect(code).toBe(0);
  });
});
