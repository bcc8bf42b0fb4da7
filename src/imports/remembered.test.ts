import { describe, expect, test } from "vitest";
import type { ImportMapping } from "#domain/contact/import.ts";
import { adoptMapping, headerKey } from "./remembered.ts";

describe("the key of a header", () => {
  test("is one for the same columns in another order, in other capitals and with other signs", () => {
    const key = headerKey(["First Name", "E-Mail", "Téléphone"]);
    expect(headerKey(["telephone", "FIRST_NAME", "e mail"])).toBe(key);
    expect(key).toMatch(/^[\w-]{43}$/);
  });

  test("is another for more columns, fewer, or others", () => {
    const keys = [
      ["a", "b"],
      ["a"],
      ["a", "b", "c"],
      ["a", "c"],
      ["ab"],
      ["a b"],
      ["*", "#"],
      ["*", "%"],
      ["a", "a"],
      [],
    ];
    expect(new Set(keys.map((names) => headerKey(names))).size).toBe(keys.length);
  });
});

describe("a remembered mapping", () => {
  const remembered: ImportMapping = {
    country: "DE",
    columns: { Handy: "phone", Tarif: "attribute:tarif", Notiz: null },
    types: { Tarif: "number" },
    onDuplicate: "update",
    campaignId: "7",
  };

  test("is made for the file's own names, and for no campaign", () => {
    expect(adoptMapping(remembered, ["TARIF", "notiz", "handy"])).toEqual({
      country: "DE",
      columns: { handy: "phone", TARIF: "attribute:tarif", notiz: null },
      types: { TARIF: "number" },
      onDuplicate: "update",
    });
  });

  test("takes the very name before one that is like it", () => {
    expect(adoptMapping(remembered, ["handy", "Handy", "Tarif"])?.columns).toEqual({
      Handy: "phone",
      Tarif: "attribute:tarif",
    });
  });

  test("is not taken for a file that lacks a column of it, or has two that may be meant", () => {
    expect(adoptMapping(remembered, ["Handy"])).toBeNull();
    expect(adoptMapping(remembered, ["handy", "HANDY", "Tarif"])).toBeNull();
  });

  test("may do without a column that it left out", () => {
    expect(adoptMapping(remembered, ["Handy", "Tarif"])?.columns).toEqual({ Handy: "phone", Tarif: "attribute:tarif" });
  });
});
