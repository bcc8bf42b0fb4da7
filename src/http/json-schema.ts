/** Zod's schemas as JSON Schema, with those that have a name gathered in one place. */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

/** As much of JSON Schema as our schemas come out as. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  maxProperties?: number;
  contentMediaType?: string;
}

const place = "#/components/schemas/";

/** Collects every schema with an `id` on the way. */
export class Shapes {
  readonly #named = new Map<string, JsonSchema>();

  /**
   * A schema for the document: a reference where the schema has a name.
   *
   * @param io `input` is what clients send, `output` what they get
   * @throws Error when one name stands for two shapes
   */
  of(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const { $schema, $defs, ...made } = z.toJSONSchema(schema, {
      target: "draft-2020-12",
      io,
      reused: "inline",
      override: ({ zodSchema, jsonSchema }) => {
        // A client must live with keys that a later version adds to an answer.
        const open = zodSchema instanceof z.ZodObject && !(zodSchema.def.catchall instanceof z.ZodNever);
        if (io === "output" && open) delete jsonSchema.additionalProperties;
        // Every number of JavaScript's is below it; said once, here.
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
        // Zod's patterns for formats say nothing that the format does not.
        if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      },
    }) as JsonSchema & { $schema?: string; $defs?: Record<string, JsonSchema> };
    void $schema;
    for (const [name, shape] of Object.entries($defs ?? {})) this.#keep(name, shape);
    return moved(made);
  }

  /** The named schemas, by name. */
  named(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#named].toSorted(([a], [b]) => a.localeCompare(b)));
  }

  #keep(name: string, shape: JsonSchema): void {
    const { id, ...rest } = moved(shape) as JsonSchema & { id?: string };
    void id;
    const known = this.#named.get(name);
    if (known && !isDeepStrictEqual(known, rest)) throw new Error(`The name ${name} stands for two shapes`);
    this.#named.set(name, rest);
  }
}

/** The same with its references pointing into the document. */
function moved<T>(value: T): T {
  const text = JSON.stringify(value).replaceAll('"$ref":"#/$defs/', `"$ref":"${place}`);
  return JSON.parse(text) as T;
}
