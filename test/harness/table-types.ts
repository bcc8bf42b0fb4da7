/** The columns that src/store/tables.ts tells Kysely of, read with oxc-parser: types leave nothing behind at run time. */
import { parseSync, type TSType, type TSTypeName, type TSTypeParameterInstantiation } from "oxc-parser";

export interface ColumnFacts {
  /** A type of PostgreSQL as `udt_name` has it; `number` where any number will do. */
  type: string;
  nullable: boolean;
  /** Whether an insert may leave it out. */
  optional: boolean;
}

/** By table and column. */
export type TableFacts = Record<string, Record<string, ColumnFacts>>;

type Alias = { parameters: string[]; body: TSType };
type Members = Map<string, TSType>;

/** @param text a source file with an interface `Tables`, as src/store/tables.ts is. */
export function readTableTypes(text: string): TableFacts {
  const aliases = new Map<string, Alias>();
  const interfaces = new Map<string, Members>();
  for (const statement of parseSync("tables.ts", text).program.body) {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declared?.type === "TSTypeAliasDeclaration") {
      const parameters = declared.typeParameters?.params.map((one) => one.name.name) ?? [];
      aliases.set(declared.id.name, { parameters, body: declared.typeAnnotation });
    }
    if (declared?.type === "TSInterfaceDeclaration") interfaces.set(declared.id.name, membersOf(declared.body.body));
  }
  const reader = new TypeReader(aliases);
  const tables = [...(interfaces.get("Tables") ?? [])].map(([table, type]) => {
    const members = type.type === "TSTypeLiteral" ? membersOf(type.members) : interfaces.get(referredTo(type));
    if (!members) throw new Error(`tables.ts gives ${table} a type that this reader does not know.`);
    return [table, Object.fromEntries([...members].map(([column, one]) => [column, reader.factsOf(one)]))];
  });
  return Object.fromEntries(tables) as TableFacts;
}

function membersOf(signatures: readonly { type: string }[]): Members {
  const members: Members = new Map();
  for (const signature of signatures as readonly TSPropertySignatureLike[]) {
    if (signature.type !== "TSPropertySignature" || !signature.typeAnnotation) continue;
    members.set(signature.key.name ?? String(signature.key.value), signature.typeAnnotation.typeAnnotation);
  }
  return members;
}

interface TSPropertySignatureLike {
  type: string;
  key: { name?: string; value?: unknown };
  typeAnnotation?: { typeAnnotation: TSType } | null;
}

function referredTo(type: TSType): string {
  return type.type === "TSTypeReference" ? nameOf(type.typeName) : "";
}

function nameOf(name: TSTypeName): string {
  return name.type === "Identifier" ? name.name : "";
}

class TypeReader {
  readonly #aliases: ReadonlyMap<string, Alias>;
  constructor(aliases: ReadonlyMap<string, Alias>) {
    this.#aliases = aliases;
  }

  factsOf(type: TSType, given: ReadonlyMap<string, ColumnFacts> = new Map()): ColumnFacts {
    switch (type.type) {
      case "TSStringKeyword":
      case "TSLiteralType":
        return plain("text");
      case "TSNumberKeyword":
        return plain("number");
      case "TSBooleanKeyword":
        return plain("bool");
      case "TSNullKeyword":
        return { ...plain(""), nullable: true };
      case "TSUndefinedKeyword":
        return { ...plain(""), optional: true };
      case "TSArrayType":
        return plain(`_${this.factsOf(type.elementType, given).type}`);
      case "TSUnionType":
        return united(type.types.map((one) => this.factsOf(one, given)));
      case "TSTypeReference":
        return this.#reference(nameOf(type.typeName), type.typeArguments, given);
      default:
        return plain("jsonb");
    }
  }

  #reference(
    name: string,
    written: TSTypeParameterInstantiation | null | undefined,
    given: ReadonlyMap<string, ColumnFacts>,
  ): ColumnFacts {
    const parameter = given.get(name);
    if (parameter) return parameter;
    const [selected, inserted, ...rest] = (written?.params ?? []).map((one) => this.factsOf(one, given));
    if (name === "Generated" && selected) return { ...selected, optional: true };
    if (name === "ColumnType" && selected && inserted) {
      // What is written as text and read as something else is JSON.
      const type = inserted.type === "text" && selected.type !== "text" ? "jsonb" : selected.type;
      return { type, nullable: selected.nullable, optional: inserted.optional };
    }
    const alias = this.#aliases.get(name);
    if (alias) {
      const values = [selected, inserted, ...rest];
      const bound = alias.parameters.map((one, n) => [one, values[n] ?? plain("jsonb")] as const);
      return this.factsOf(alias.body, new Map(bound));
    }
    if (name === "Date") return plain("timestamptz");
    if (name === "Record" || name === "Array") return plain("jsonb");
    // A type of the domain: the database's enum has its name in small letters.
    return plain(name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase());
  }
}

function plain(type: string): ColumnFacts {
  return { type, nullable: false, optional: false };
}

function united(members: readonly ColumnFacts[]): ColumnFacts {
  const types = new Set(members.map((one) => one.type).filter((type) => type !== ""));
  const [type = ""] = types.size === 1 ? types : types.has("text") ? ["text"] : ["jsonb"];
  return {
    type,
    nullable: members.some((one) => one.nullable),
    optional: members.some((one) => one.optional),
  };
}
