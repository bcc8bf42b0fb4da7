import { describe, expect, test } from "vitest";
import { importFields } from "#domain/contact/import.ts";
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
  return Object.fromEntries(columns.map((column, index) => [column.name, fields[index] ?? null]));
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
  const fault = (columns: Record<string, string | null>) => {
    try {
      checkMapping({ country: null, columns, onDuplicate: "skip" }, names);
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

  test.each<[Record<string, string | null>, RegExp]>([
    [{ Name: "full_name" }, /^No column is mapped to phone; say which/],
    [{}, /^No column is mapped to phone/],
    [{ Mobil: "phone" }, /^The file has no column "Mobil"; its columns are Mobile, Name, Plan\.$/],
    [{ Mobile: "phone", Name: "phone" }, /^"Mobile" and "Name" are both mapped to phone; keep one\.$/],
    [{ Mobile: "phone", Plan: "attribute:" }, /^"attribute:" is no field; use phone, /],
    [{ Mobile: "phone", Plan: "plan" }, /^"plan" is no field/],
  ])("%j is refused", (columns, sentence) => {
    expect(fault(columns)).toMatch(sentence);
  });
});
