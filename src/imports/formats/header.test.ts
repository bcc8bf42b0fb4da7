import { describe, expect, test } from "vitest";
import { readAll } from "../../../test/harness/reading.ts";

describe("a header is found", () => {
  const headers: Array<[string, string, RegExp]> = [
    ["by a word that is known", "Vorname;Stadt\nAda;Berlin\n", /“Vorname” is one\.$/],
    [
      "by numbers below",
      "wer;wohin\nAda;+4930123456\n",
      /^The first line holds no telephone number and the lines below/,
    ],
    ["by addresses below", "wer;wohin\nAda;ada@example.com\n", /^The first line holds no email address/],
    ["over one column", "Anschluss\n030 1234567\n030 1234568\n", /holds no telephone number/],
    ["with years among the names", "Region,2024,2025\nNorth,12,15\nSouth,8,9\n", /holds words/],
    ["of years, over telephone numbers", "Telefon,2024-2025,2025-2026\n+4930123456,1,2\n", /“Telefon” is one/],
    [
      "with a blank over the numbers, by words over figures",
      "wer,Jahr,\nAda,1990,+4930123456\nBob,1991,030 123457\n",
      /words where the lines below have figures/,
    ],
    ["over notes with an address among them", "foo,bar\nbaz,hi\nqux,b@example.com\nquux,hello\n", /holds words/],
    ["where nothing can be told but words", "foo,bar\nbaz,qux\n", /holds words/],
  ];

  test.each(headers)("%s", async (_, text, reason) => {
    const { header, format } = await readAll(text);
    expect(header).toEqual(text.split("\n")[0]!.split(/[,;]/));
    expect(format.reasons.header).toMatch(reason);
  });
});

describe("a row is not taken for a header", () => {
  const people: Array<[string, string, RegExp]> = [
    ["with a number", "Ada,+14155550123\nBob,+14155550124\n", /^The first line holds a telephone number/],
    ["with an email address", "Ada,ada@example.com\nBob,b@example.com\n", /^The first line holds an email address/],
    [
      "with a number and a word that is known",
      "Mobile Smith,GSM,+14155550123\nBob,x,+14155550124\n",
      /telephone number/,
    ],
    [
      "that lacks its number",
      "Ada,Paris,\nBob,Lyon,+33612345678\n",
      /nothing where the lines below have their numbers/,
    ],
    ["of figures", "Ada,12.5\nBob,13.5\n", /^The first line holds figures/],
    ["alone in its file", "+14155550123\n", /telephone number/],
  ];

  test.each(people)("%s", async (_, text, reason) => {
    const { header, rows, format } = await readAll(text);
    expect(header).toBeNull();
    expect(rows).toHaveLength(text.trim().split("\n").length);
    expect(format.reasons.header).toMatch(reason);
  });

  test("when it is repeated half way down", async () => {
    const { rows } = await readAll("name,phone\nAda,+14155550123\nname,phone\nBob,+14155550124\n");
    expect(rows[1]).toEqual(["name", "phone"]);
    expect(rows).toHaveLength(3);
  });
});

describe("titles above the header", () => {
  const table = "Name;Telefon;Stadt\nAda;030 1234567;Berlin\nBob;030 1234568;Ulm\n";

  test.each([
    ["Contacts exported 3 Nov\n\n", "The first line is a title and is left out."],
    ["Contacts;;\n3 Nov;;\n;;\n", "The first 2 lines are a title and are left out."],
    ["Contacts; May\n", "The first line is a title and is left out."],
    ["# made by a CRM; version 2\n# on a Monday\n", "The first 2 lines are a title and are left out."],
  ])("%j is left out, and said to be", async (title, reason) => {
    const { header, rows, format } = await readAll(title + table);
    expect(header).toEqual(["Name", "Telefon", "Stadt"]);
    expect(rows).toHaveLength(2);
    expect(format.reasons.header).toBe(reason);
  });

  test("with a person's word for a header they are left out too, and without a header they are rows", async () => {
    const kept = await readAll(`Contacts\n${table}`, { header: true });
    expect(kept.header).toEqual(["Name", "Telefon", "Stadt"]);
    expect(kept.format.reasons.header).toBe("Chosen by you. The first line is a title and is left out.");
    const all = await readAll(`Contacts\n${table}`, { header: false });
    expect(all.rows).toHaveLength(4);
    expect(all.format.reasons.header).toBe("Chosen by you.");
  });

  test("a name alone is no title over rows that may be no header", async () => {
    for (const text of ["Ada;;\nBob;030 1234567;Ulm\nCid;030 1234568;Bonn\n", "Ada;;\nBob;Ulm;x\nCid;Bonn;y\n"]) {
      const { header, rows } = await readAll(text);
      expect([...(header ?? []), ...rows.flat()]).toContain("Ada");
    }
  });

  test("a header of one name is none either", async () => {
    const { header, rows } = await readAll("Telefon;;\nAda;Ulm;x\n030 1234567;Bob;Bonn\n");
    expect(header).toEqual(["Telefon", "", ""]);
    expect(rows).toHaveLength(2);
  });
});
