import { describe, expect, test } from "vitest";
import { importFields, type ImportMapping } from "#domain/contact/import.ts";
import { Refusal } from "#domain/errors.ts";
import { ColumnSurvey, uniqueNames } from "./columns.ts";
import { headerPhrases } from "./header-words.ts";
import { readHeader } from "./headers.ts";
import { attributeName, checkMapping, suggestMapping } from "./mapping.ts";

function suggested(header: string[] | null, ...rows: string[][]): Record<string, string | null> {
  const survey = new ColumnSurvey(header);
  survey.add(rows);
  const columns = survey.columns();
  const fields = suggestMapping(columns);
  return Object.fromEntries(columns.map((column, index) => [column.name, fields[index]?.suggested ?? null]));
}

describe("headers", () => {
  test("every phrase of the table is found again, in capitals and in snake case as well", () => {
    const lost = importFields.flatMap((field) =>
      headerPhrases(field)
        .flat()
        .filter((word) => {
          const forms = [word, word.toUpperCase(), word.replaceAll(" ", "_"), ` ${word}: `];
          return forms.some((form) => readHeader(form) === null);
        }),
    );
    expect(lost).toEqual([]);
  });

  test("no phrase stands for two fields", () => {
    const fieldsOf = new Map<string, Set<string>>();
    for (const field of importFields) {
      for (const word of headerPhrases(field).flat()) {
        fieldsOf.set(word, (fieldsOf.get(word) ?? new Set()).add(field));
      }
    }
    expect([...fieldsOf].filter(([, fields]) => fields.size > 1)).toEqual([]);
  });

  test.each([
    ["phoneNumber", "phone"],
    ["Customer's Mobile No.", "phone"],
    ["Teléfono del cliente", "phone"],
    ["Tel.-Nr. Kunde", "phone"],
    ["Numéro de téléphone du client", "phone"],
    ["رقم هاتف العميل", "phone"],
    ["Contact Number", "phone"],
    ["E-Mail (privat)", null],
    ["Phone type", null],
    ["Last contacted", null],
    ["Address", null],
    ["Telefon glowny", "phone"],
    ["Order number", null],
    ["Number of calls", null],
    ["company", "company"],
    ["Société", "company"],
    ["Zeitzone", "timezone"],
    ["Idioma", "language"],
    ["customer_id", "external_id"],
    ["Prénom", "first_name"],
    ["Nom de famille", "last_name"],
    ["الإسم الكامل", "full_name"],
  ])("%s means %s", (header, field) => {
    expect(readHeader(header)?.field ?? null).toBe(field);
  });
});

describe("a suggestion", () => {
  test("of several phone columns takes the mobile one, and an empty one gives way", () => {
    const header = ["Home Phone", "Mobile", "Phone"];
    expect(suggested(header, ["+14155550101", "+14155550102", "+14155550103"])).toMatchObject({ Mobile: "phone" });
    expect(suggested(header, ["+14155550101", "", "+14155550103"])).toEqual({
      "Home Phone": null,
      Mobile: null,
      Phone: "phone",
    });
  });

  test("of two phone columns of equal name takes the one with more numbers", () => {
    const rows = [
      ["+14155550101", "+14155550102"],
      ["", "+14155550103"],
    ];
    expect(suggested(["Phone 1", "Phone 2"], ...rows)).toEqual({ "Phone 1": null, "Phone 2": "phone" });
  });

  test("finds numbers under a header that says nothing, and not under one that means something else", () => {
    const rows = [
      ["2024-01-05", "10000001", "1234567.89", "0151 2345678"],
      ["2024-01-06", "10000002", "7654321.10", "0151 2345679"],
    ];
    expect(suggested(["a", "b", "c", "d"], ...rows)).toEqual({ a: null, b: null, c: null, d: "phone" });
    expect(suggested(["x", "Customer number"], ["", "14155550101"])).toEqual({
      x: null,
      "Customer number": "external_id",
    });
  });

  test("prefers a mobile number to any, any to the one at home, and that to the one at work", () => {
    const header = ["Work Phone", "Home Phone", "Phone", "Mobile"];
    const row = ["+14155550101", "+14155550102", "+14155550103", "+14155550104"];
    for (const count of [4, 3, 2]) {
      expect(suggested(header.slice(0, count), row)).toMatchObject({ [header[count - 1]!]: "phone" });
    }
  });

  test("never takes a fax for a telephone, nor an order for one", () => {
    const header = ["Fax", "Order no.", "Rechnungsnummer", "公司传真"];
    const row = ["+14155550101", "0151 2345678", "0151 2345678", "0151 2345678"];
    expect(Object.values(suggested(header, row))).toEqual([null, null, null, null]);
    expect(suggested([...header, "Telefon/Fax"], [...row, "+14155550102"])).toMatchObject({ "Telefon/Fax": "phone" });
  });

  test("goes by the cells when a column called telephone holds none and another plainly does", () => {
    const row = ["yes", "+14155550101"];
    expect(suggested(["Phone", "Dial here"], row, row)).toEqual({ Phone: null, "Dial here": "phone" });
    expect(suggested(["Phone", "Dial here"], ["yes", "10000001234"])).toMatchObject({ Phone: "phone" });
  });

  test.each(["F1", "Field1", "c1", "Spalte 1", "Unnamed: 0", "Xyzzy", "ஈ"])(
    "finds numbers and addresses under %s, which says nothing",
    (title) => {
      expect(suggested([title, `${title}2`], ["0151 2345678", "a@example.com"])).toEqual({
        [title]: "phone",
        [`${title}2`]: "email",
      });
    },
  );

  test("finds zones, languages and names under titles that say nothing", () => {
    const rows = [
      ["Frau", "Europe/Berlin", "Deutsch", "Ada Lovelace", "+14155550101"],
      ["Herr", "Europe/Vienna", "Englisch", "Max Born", "+14155550102"],
    ];
    expect(suggested(["F1", "F2", "F3", "F4", "F5"], ...rows)).toEqual({
      F1: null,
      F2: "timezone",
      F3: "language",
      F4: "full_name",
      F5: "phone",
    });
  });

  test("does not take the words of a choice for names", () => {
    const rows = Array.from({ length: 6 }, (_, row) => [row % 2 === 0 ? "yes" : "no", "+14155550101"]);
    expect(suggested(null, ...rows)).toEqual({ "Column 1": null, "Column 2": "phone" });
  });

  test("takes words under a title that says something for no name, and countries for no languages", () => {
    expect(suggested(["City", "Nationality", "c3"], ["London", "German", "DE"], ["Paris", "French", "FR"])).toEqual({
      City: null,
      Nationality: null,
      c3: null,
    });
  });

  test("says why", () => {
    const survey = new ColumnSurvey(["Name", "Vorname", "F3", "Notes"]);
    survey.add([["Lovelace", "Ada", "+14155550101", "none"]]);
    expect(suggestMapping(survey.columns())).toEqual([
      { suggested: "last_name", reason: "Its header says name, and another column holds the first name." },
      { suggested: "first_name", reason: "The header says so." },
      { suggested: "phone", reason: "Its cells look like telephone numbers." },
      { suggested: null, reason: null },
    ]);
  });

  test("takes a vague title for a telephone only when there are numbers under it", () => {
    expect(suggested(["Number", "Work"], ["A-17", "baker"])).toEqual({ Number: null, Work: null });
    expect(suggested(["Number", "Work"], ["A-17", "+14155550101"])).toEqual({ Number: null, Work: "phone" });
  });

  test("takes a plain name for the half that is missing beside the other half", () => {
    expect(suggested(["Name", "Vorname", "Telefon"])).toEqual({
      Name: "last_name",
      Vorname: "first_name",
      Telefon: "phone",
    });
    expect(suggested(["Nombre", "Apellidos"])).toEqual({ Nombre: "first_name", Apellidos: "last_name" });
    expect(suggested(["Name", "First name", "Last name"])).toMatchObject({
      Name: "full_name",
      "First name": "first_name",
    });
  });

  test("takes a column that our own export called an attribute for that attribute", () => {
    const header = ["phone", "attribute:phone", "attribute:", "plan", "attribute:phone"];
    expect(suggested(header)).toEqual({
      phone: "phone",
      "attribute:phone": "attribute:phone",
      "attribute:": null,
      plan: null,
      "attribute:phone (2)": null,
    });
  });

  test("gives no field twice", () => {
    const fields = Object.values(suggested(["phone", "phone", "Phone", "email", "E-Mail", "mail", "name", "Name"]));
    const given = fields.filter((field) => field !== null);
    expect(new Set(given).size).toBe(given.length);
  });

  test("without a header takes the first column of words for the name, and not a column of codes", () => {
    expect(suggested(null, ["A-17/3", "Ada Lovelace", "London", "+14155550101"])).toEqual({
      "Column 1": null,
      "Column 2": "full_name",
      "Column 3": null,
      "Column 4": "phone",
    });
  });
});

describe("names of columns", () => {
  test("are unique, and a name the file has itself is left to its column", () => {
    expect(uniqueNames(["name", "", "name", "name (2)", "name", ""])).toEqual([
      "name",
      "Column 2",
      "name (3)",
      "name (2)",
      "name (4)",
      "Column 6",
    ]);
    expect(uniqueNames(["", "Column 1"])).toEqual(["Column 1 (2)", "Column 1"]);
  });

  test("make attribute names that fit a template", () => {
    expect(attributeName("Plan type")).toBe("plan_type");
    expect(attributeName("Fecha de próxima cita")).toBe("fecha_de_proxima_cita");
    expect(attributeName("***")).toBe("column");
  });
});

describe("a person's mapping", () => {
  const names = ["Mobile", "Name", "Plan"];
  const fault = (columns: Record<string, string | null>, types?: ImportMapping["types"]) => {
    try {
      checkMapping({ country: null, columns, onDuplicate: "skip", ...(types && { types }) }, names);
    } catch (error) {
      if (error instanceof Refusal) return error.message;
      throw error;
    }
    return null;
  };

  test("is taken when one column is the phone", () => {
    expect(fault({ Mobile: "phone", Name: "full_name", Plan: "attribute:plan" })).toBeNull();
    expect(fault({ Mobile: "phone", Name: null })).toBeNull();
  });

  test("may name several columns the phone, and no other meaning twice", () => {
    expect(fault({ Mobile: "phone", Name: "phone" })).toBeNull();
    expect(fault({ Mobile: "phone", Name: "email", Plan: "email" })).toBe(
      '"Name" and "Plan" are both mapped to email; keep one.',
    );
  });

  test("makes no more attributes than a contact can have", () => {
    const wide = ["Mobile", ...Array.from({ length: 201 }, (_, n) => `c${n}`)];
    const columns = Object.fromEntries(wide.map((name, n) => [name, n === 0 ? "phone" : `attribute:${name}`]));
    expect(() => checkMapping({ country: null, columns, onDuplicate: "skip" }, wide)).toThrow(
      "201 columns are mapped to attributes; 200 are the most.",
    );
  });

  test("may give attributes a type, and nothing else one", () => {
    const columns = { Mobile: "phone", Plan: "attribute:plan" };
    expect(fault(columns, { Plan: "number" })).toBeNull();
    expect(fault(columns, { Mobile: "number" })).toMatch(/^Only attributes have a type, and "Mobile" is none; map it/);
    expect(fault(columns, { Name: "number" })).toMatch(/^Only attributes have a type, and "Name" is none/);
    expect(fault(columns, { plan: "number" })).toMatch(/^The file has no column "plan"; its columns are Mobile/);
  });

  test.each<[Record<string, string | null>, RegExp]>([
    [{ Name: "full_name" }, /^No column is mapped to phone; say which/],
    [{}, /^No column is mapped to phone/],
    [{ Mobil: "phone" }, /^The file has no column "Mobil"; its columns are Mobile, Name, Plan\.$/],
    [{ Mobile: "phone", Plan: "attribute:" }, /^"attribute:" is no field; use phone, /],
    [{ Mobile: "phone", Plan: "plan" }, /^"plan" is no field/],
  ])("%j is refused", (columns, sentence) => {
    expect(fault(columns)).toMatch(sentence);
  });
});
