/**
 * A line kind's settings as data: the form a person fills in and the check of what a program sends are the same table.
 */
import type { Problem } from "#domain/errors.ts";

interface FieldWords {
  name: string;
  /** What a form writes beside it. */
  label: string;
  /** One sentence on what it is for. */
  help: string;
}

export type SettingsField =
  | (FieldWords & {
      type: "number";
      integer: boolean;
      min?: number;
      /** Greater than, where there is no smallest number. */
      above?: number;
      max: number;
      /** Words that stand for what no number says. */
      words?: readonly string[];
      nullable: boolean;
      default: number | string | null;
    })
  | (FieldWords & { type: "boolean"; default: boolean })
  | (FieldWords & {
      type: "weights";
      /** What may be weighed. */
      of: readonly string[];
      default: null;
    });

/**
 * Reads settings by their table. What is absent gets its default, and so does what is wrong, so that the answer can
 * always be worked with; whoever takes settings from outside refuses them when there are problems.
 *
 * @param lineKind for the sentences: "A simulator line has no setting …"
 */
export function readSettings(
  fields: readonly SettingsField[],
  given: Readonly<Record<string, unknown>>,
  lineKind: string,
): { settings: Record<string, unknown>; problems: Problem[] } {
  const problems: Problem[] = [];
  const settings: Record<string, unknown> = {};
  for (const field of fields) {
    settings[field.name] = field.default;
    const value = given[field.name];
    if (value === undefined) continue;
    const message = whatIsWrong(field, value);
    if (message) problems.push({ path: field.name, message });
    else settings[field.name] = value;
  }
  for (const name of Object.keys(given)) {
    if (fields.some((field) => field.name === name)) continue;
    const known = fields.map((field) => field.name).join(", ");
    problems.push({ path: name, message: `A ${lineKind} line has no setting “${name}”; it has ${known}.` });
  }
  return { settings, problems };
}

function whatIsWrong(field: SettingsField, value: unknown): string | null {
  switch (field.type) {
    case "boolean":
      return typeof value === "boolean" ? null : `${field.name} must be true or false.`;
    case "number": {
      if (value === null && field.nullable) return null;
      if (typeof value === "string" && field.words?.includes(value)) return null;
      const isNumber = typeof value === "number" && Number.isFinite(value);
      const inRange =
        isNumber &&
        value <= field.max &&
        (field.min === undefined || value >= field.min) &&
        (field.above === undefined || value > field.above) &&
        (!field.integer || Number.isInteger(value));
      return inRange ? null : `${field.name} must be ${described(field)}.`;
    }
    case "weights":
      return value === null ? null : whatIsWrongWithWeights(field.name, field.of, value);
  }
}

function described(field: SettingsField & { type: "number" }): string {
  const number = field.integer ? "a whole number" : "a number";
  const from = field.above === undefined ? `from ${field.min ?? 0}` : `above ${field.above}, up`;
  const words = (field.words ?? []).map((word) => `, or “${word}”`).join("");
  return `${number} ${from} to ${field.max}${words}${field.nullable ? ", or null" : ""}`;
}

function whatIsWrongWithWeights(name: string, of: readonly string[], value: unknown): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return `${name} must be null, or weights such as {"${of.join('": 1, "')}": 1, "seed": 1}.`;
  }
  const entries = Object.entries(value);
  for (const [key, weight] of entries) {
    if (key === "seed") {
      if (!Number.isSafeInteger(weight)) return `${name}.seed must be a whole number.`;
    } else if (!of.includes(key)) {
      return `${name} weighs ${of.join(", ")}, and knows no “${key}”.`;
    } else if (typeof weight !== "number" || !Number.isFinite(weight) || weight < 0) {
      return `${name}.${key} must be a number from 0.`;
    }
  }
  const something = entries.some(([key, weight]) => key !== "seed" && weight > 0);
  return something ? null : `${name} needs at least one weight above 0, of ${of.join(", ")}.`;
}
