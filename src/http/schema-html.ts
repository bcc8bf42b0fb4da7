/** A JSON Schema for people: its type in a few words, its fields as a nested list. */
import type { JsonSchema } from "./json-schema.ts";
import { escapeHtml } from "./page.ts";

export function shapeAnchor(name: string): string {
  return `shape-${name}`;
}

/** The type in a few words, such as `text or null`, with links to named shapes. */
export function typeHtml(schema: JsonSchema): string {
  return `<span class="type">${words(schema)}</span>`;
}

function words(schema: JsonSchema): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return `<a href="#${shapeAnchor(name)}">${escapeHtml(name)}</a>`;
  }
  const branches = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  const kind = branches ? [...new Set(branches.map(words))].join(" or ") : plainWords(schema);
  return schema.default === undefined
    ? kind
    : `${kind}, <code>${escapeHtml(JSON.stringify(schema.default))}</code> if left out`;
}

function plainWords(schema: JsonSchema): string {
  if (schema.const !== undefined) return `<code>${escapeHtml(JSON.stringify(schema.const))}</code>`;
  if (schema.enum) return schema.enum.map((value) => `<code>${escapeHtml(String(value))}</code>`).join(", ");
  switch (schema.type) {
    case "string":
      return schema.format === "date-time" ? "instant" : (schema.format ?? `text${lengths(schema)}`);
    case "integer":
      return `whole number${bounds(schema)}`;
    case "number":
      return `number${bounds(schema)}`;
    case "boolean":
      return "true or false";
    case "array":
      return schema.items ? `list of ${schema.items.properties ? "objects" : words(schema.items)}` : "list";
    case "object":
      return typeof schema.additionalProperties === "object" && Object.keys(schema.additionalProperties).length > 0
        ? `object of ${words(schema.additionalProperties)} by name`
        : "object";
    case "null":
      return "null";
    default:
      return "anything";
  }
}

function bounds({ minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const low = minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? "" : ` from ${minimum}`;
  const above = exclusiveMinimum === undefined ? "" : ` above ${exclusiveMinimum}`;
  const high = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? "" : ` to ${maximum}`;
  return low + above + high;
}

function lengths({ minLength, maxLength }: JsonSchema): string {
  if (maxLength === undefined) return "";
  return (minLength ?? 0) > 0 ? `, ${minLength} to ${maxLength} characters` : `, at most ${maxLength} characters`;
}

/** The fields of an object, of a list's objects, or of each branch of a union; empty when there are none. */
export function fieldsHtml(schema: JsonSchema): string {
  if (schema.properties) return objectHtml(schema);
  if (schema.items && !schema.items.$ref) return fieldsHtml(schema.items);
  if (typeof schema.additionalProperties === "object") return fieldsHtml(schema.additionalProperties);
  const branches = (schema.anyOf ?? schema.oneOf ?? []).map(fieldsHtml).filter((branch) => branch !== "");
  return branches.join('<p class="soft">or</p>');
}

function objectHtml({ properties = {}, required = [] }: JsonSchema): string {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const optional =
      required.includes(name) || schema.default !== undefined ? "" : '<span class="type">, optional</span>';
    const note = schema.description === undefined ? "" : `<span class="note">${escapeHtml(schema.description)}</span>`;
    return `<li><code>${escapeHtml(name)}</code> ${typeHtml(schema)}${optional}${note}${fieldsHtml(schema)}</li>`;
  });
  return `<ul class="fields">${fields.join("\n")}</ul>`;
}
