/** What the campaign's AI employee needs to know of everybody, asked of each row. */
import type { ContactFields } from "#domain/contact/import.ts";
import { contactFieldNames, variableKey } from "#domain/template.ts";
import type { MappedColumn } from "./row-fields.ts";

export interface Lack {
  /** In a sentence. */
  lacks: string | null;
  /** The column that would give it. */
  lacksColumn: string | null;
}

const nothing: Lack = { lacks: null, lacksColumn: null };

/**
 * Says of a row's fields which needed variable they do not give, the first of them. A stored contact of the same number
 * may have it all the same. Names are compared as templates compare them, fields before attributes.
 *
 * @param required names of variables without a fallback
 */
export function lackFinder(
  required: readonly string[],
  columns: readonly MappedColumn[],
): (fields: ContactFields) => Lack {
  const wanted = required.flatMap((name) => {
    const key = variableKey(name);
    // A row without a number is not ready, whatever else it has.
    if (key === "phone") return [];
    const field = contactFieldNames.find((one) => one === key);
    const sources = columns.filter(({ meaning }) => gives(meaning, key));
    const attributes = sources.flatMap(({ meaning }) => (meaning.kind === "attribute" ? [meaning.name] : []));
    const column = sources[0]?.name ?? null;
    const mend =
      column === null
        ? "no column of the list is mapped to it; map one or give the variable a fallback"
        : "this row has nothing for it; fill the cell or give the variable a fallback";
    const lack = { lacks: `The AI employee says {{${name}}}, and ${mend}.`, lacksColumn: column };
    return [{ field, attributes, lack }];
  });
  if (wanted.length === 0) return () => nothing;

  return (fields) => {
    for (const { field, attributes, lack } of wanted) {
      if (field !== undefined && field !== "phone" && fieldOf(fields, field)) continue;
      const given = fields.attributes;
      if (given && attributes.some((name) => Object.hasOwn(given, name))) continue;
      return lack;
    }
    return nothing;
  };
}

function fieldOf(
  fields: ContactFields,
  name: Exclude<(typeof contactFieldNames)[number], "phone">,
): string | undefined {
  return name === "full_name" ? (fields.first_name ?? fields.last_name) : fields[name];
}

/** Any part of a name gives a whole one, and the whole one its parts. */
function gives(meaning: MappedColumn["meaning"], key: string): boolean {
  if (meaning.kind === "attribute") return variableKey(meaning.name) === key;
  if (meaning.field === key) return true;
  if (key === "full_name") return meaning.field === "first_name" || meaning.field === "last_name";
  return meaning.field === "full_name" && (key === "first_name" || key === "last_name");
}
