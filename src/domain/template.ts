/**
 * Templates: `{{first_name}}`, `{{product | "your order"}}`. A name is a contact's field or an imported column, compared
 * without regard to capitals and runs of spaces. Values are data: what stands in one is never read as a template again.
 */
import { readTemplate, type TemplateProblem } from "./template-syntax.ts";

export type { TemplateProblem };

/** Fields every contact has; any other name is an attribute. */
export const contactFieldNames = [
  "first_name",
  "last_name",
  "full_name",
  "email",
  "company",
  "language",
  "timezone",
  "phone",
  "external_id",
] as const;

export interface TemplateVariable {
  /** A contact field in lower case, or an attribute as written. */
  name: string;
  /** What stands in for a missing value; may be empty. Null = the value is needed. */
  fallback: string | null;
}

export type TemplatePart = { kind: "text"; text: string } | ({ kind: "variable" } & TemplateVariable);

export type ParsedTemplate = { ok: true; parts: TemplatePart[] } | { ok: false; problem: TemplateProblem };

/** A template in parts, or what is wrong with it and where. */
export function parseTemplate(text: string): ParsedTemplate {
  const read = readTemplate(text);
  if (!read.ok) return read;
  const parts = read.pieces.map((piece): TemplatePart =>
    "text" in piece
      ? { kind: "text", text: piece.text }
      : { kind: "variable", name: canonicalName(piece.name), fallback: piece.fallback },
  );
  return { ok: true, parts };
}

/** By what names are compared: `First_Name`, `first_name` and ` first_name ` are one. */
export function variableKey(name: string): string {
  return name.trim().replace(/\s+/gu, " ").normalize("NFC").toLowerCase();
}

/**
 * The variables in the order they stand in, each name once for every different fallback.
 * @throws {SyntaxError} for text that `parseTemplate` refuses.
 */
export function variablesOf(text: string): TemplateVariable[] {
  const found = new Map<string, TemplateVariable>();
  for (const part of partsOf(text)) {
    if (part.kind === "text") continue;
    const key = JSON.stringify([variableKey(part.name), part.fallback]);
    if (!found.has(key)) found.set(key, { name: part.name, fallback: part.fallback });
  }
  return [...found.values()];
}

/**
 * The names whose value a contact must have: those that stand somewhere without a fallback. Each once, in order.
 * @throws {SyntaxError} for text that `parseTemplate` refuses.
 */
export function requiredVariables(texts: readonly (string | null)[]): string[] {
  const required = texts.flatMap((text) => variablesOf(text ?? "")).filter(({ fallback }) => fallback === null);
  return distinctNames(required.map(({ name }) => name));
}

/**
 * The text with its values filled in, without the spaces around them.
 * @param values By field name and attribute name. Blank counts as missing.
 * @returns `missing`: the names without value and without fallback; where they stand the text is empty, and it must not
 *   be spoken.
 * @throws {SyntaxError} for text that `parseTemplate` refuses.
 */
export function renderTemplate(
  text: string,
  values: Readonly<Record<string, string | null | undefined>>,
): { text: string; missing: string[] } {
  const known = knownValues(values);
  const missing: string[] = [];
  const rendered = partsOf(text).map((part) => {
    if (part.kind === "text") return part.text;
    const value = known.get(variableKey(part.name)) ?? part.fallback;
    if (value === null) missing.push(part.name);
    return value ?? "";
  });
  return { text: rendered.join(""), missing: distinctNames(missing) };
}

/**
 * What is known under each name, by `variableKey`, without the spaces around it. Blank counts as missing: of two columns that
 * differ in capitals only, the first that has a value counts.
 */
export function knownValues(values: Readonly<Record<string, string | null | undefined>>): Map<string, string> {
  const known = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    const filled = value?.trim();
    const key = variableKey(name);
    if (filled && !known.has(key)) known.set(key, filled);
  }
  return known;
}

function partsOf(text: string): TemplatePart[] {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new SyntaxError(parsed.problem.message);
  return parsed.parts;
}

function canonicalName(name: string): string {
  const key = variableKey(name);
  return contactFieldNames.find((field) => field === key) ?? name;
}

function distinctNames(names: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const name of names) if (!first.has(variableKey(name))) first.set(variableKey(name), name);
  return [...first.values()];
}
