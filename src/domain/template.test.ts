import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contactFieldNames, parseTemplate, renderTemplate, requiredVariables, variablesOf } from "./template.ts";

const problemOf = (text: string) => {
  const parsed = parseTemplate(text);
  return parsed.ok ? null : parsed.problem;
};
const render = (text: string, values: Record<string, string | null | undefined> = {}) => renderTemplate(text, values);

describe("a template", () => {
  test("is filled with fields and columns, whatever their capitals and spaces", () => {
    const values = { first_name: "Anna", "Lieblings  Größe": "L", PLAN: " Gold " };
    expect(render("Hi {{First_Name}}, {{ lieblings größe }} and {{plan}}{{plan}}.", values)).toEqual({
      text: "Hi Anna, L and GoldGold.",
      missing: [],
    });
  });

  test("takes names that are written in different Unicode forms for one", () => {
    expect(render("{{gro\u0308ße}}", { Größe: "L" }).text).toBe("L");
  });

  test("uses the fallback where there is no value or a blank one", () => {
    const text = 'About {{product | "your order"}}';
    expect(render(text).text).toBe("About your order");
    expect(render(text, { product: "  " }).text).toBe("About your order");
    expect(render(text, { product: null }).text).toBe("About your order");
    expect(render(text, { product: "shoes" }).text).toBe("About shoes");
    expect(render('{{title | ""}}Anna')).toEqual({ text: "Anna", missing: [] });
  });

  test("takes every kind of quotes around a fallback, and braces and escaped quotes inside", () => {
    for (const quoted of ['"it"', "'it'", "“it”", "„it“", "„it”", "«it»", "‘it’"])
      expect(render(`{{x|${quoted}}}`).text).toBe("it");
    expect(render(String.raw`{{x | "say \"}}\" \\ | {{y}}"}}!`).text).toBe(String.raw`say "}}" \ | {{y}}!`);
  });

  test("names each missing value once", () => {
    const text = '{{First_name}} {{plan}} {{PLAN}} {{first_name | "you"}}';
    expect(render(text)).toEqual({ text: "   you", missing: ["first_name", "plan"] });
  });

  test("has no variables that nobody gave it", () => {
    for (const name of ["constructor", "__proto__", "toString"])
      expect(render(`{{${name}}}`)).toEqual({ text: "", missing: [name] });
  });

  test("takes the column that has a value where two differ in capitals only", () => {
    expect(render("{{plan}}", { plan: "", Plan: "Gold" }).text).toBe("Gold");
    expect(render("{{plan}}", { plan: "Silver", Plan: "Gold" }).text).toBe("Silver");
  });

  test("leaves single braces and closing ones alone, so that JSON may stand in instructions", () => {
    for (const text of ['{"a": {"b": 1}}', "{first_name}", "}} {", ""]) expect(render(text).text).toBe(text);
  });
});

describe("broken syntax is told with its place", () => {
  test.for([
    ["Hello {{first_name", 6, "not closed"],
    ["Hello {{first_name}", 6, "not closed"],
    ["Hello {{first\n_name}}", 6, "not closed"],
    ["{{first {{last}}", 0, "not closed"],
    ["a {{{first_name}}}", 2, "not closed"],
    ["{{a}} {{ }}", 6, "has no name"],
    ['{{ | "x"}}', 0, "has no name"],
    ["{{product | your order}}", 0, 'fallback of "product" needs quotes'],
    ['{{product | "your order}}', 0, 'fallback of "product" needs quotes'],
    ["{{product | }}", 0, 'fallback of "product" needs quotes'],
    ['{{product | "a" | "b"}}', 0, 'After the fallback of "product"'],
    ['{{product | "a"}', 0, 'After the fallback of "product"'],
  ] as const)("%j", ([text, position, message]) => {
    expect(problemOf(text)?.position).toBe(position);
    expect(problemOf(text)?.message).toContain(message);
    expect(problemOf(text)?.message).toMatch(new RegExp(`^[A-Z].*\\(the \\{\\{ at character ${position + 1}\\)\\.$`));
    expect(() => render(text)).toThrow(SyntaxError);
    expect(() => variablesOf(text)).toThrow(SyntaxError);
  });

  test("in no time, however long the text is", () => {
    expect(problemOf(`{{${" ".repeat(300_000)}`)?.position).toBe(0);
    expect(problemOf("{{a}}".repeat(100_000))).toBe(null);
  });
});

describe("variables", () => {
  const greeting = 'Hi {{FIRST_NAME}}, {{Plan | "your plan"}} {{plan}} {{plan | "your plan"}}';

  test("are listed with their fallbacks", () => {
    expect(variablesOf(greeting)).toEqual([
      { name: "first_name", fallback: null },
      { name: "Plan", fallback: "your plan" },
      { name: "plan", fallback: null },
    ]);
  });

  test("are required where they stand once without a fallback, in any of the texts", () => {
    expect(requiredVariables(['{{City|"x"}} {{Size}}', null, greeting, "{{SIZE}}"])).toEqual([
      "Size",
      "first_name",
      "plan",
    ]);
  });

  test("that are contact fields have the field's own name", () => {
    const shouted = contactFieldNames.map((name) => `{{ ${name.toUpperCase()} }}`).join("");
    expect(requiredVariables([shouted])).toEqual([...contactFieldNames]);
  });
});

describe("values", () => {
  test("are data, whatever stands in them", () => {
    const property = fc.property(fc.string(), (value) => {
      const filled = `{{b}}${value}{{a}}$&$1`;
      expect(render("<{{a}}{{b}}>", { a: filled, b: "B" }).text).toBe(`<${filled.trim()}B>`);
    });
    fc.assert(property);
  });

  test("and any text are read without an exception by parseTemplate, and text without {{ is itself", () => {
    const scrap = fc.array(fc.constantFrom("{{", "}}", "{", "}", "|", '"', "'", "\\", " ", "a", "\n", "“", "”"));
    const property = fc.property(scrap, (scraps) => {
      const text = scraps.join("");
      const parsed = parseTemplate(text);
      if (!text.includes("{{")) expect(render(text).text).toBe(text);
      expect(parsed.ok || parsed.problem.position < text.length).toBe(true);
    });
    fc.assert(property, { numRuns: 500 });
  });
});
