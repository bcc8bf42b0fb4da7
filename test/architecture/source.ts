/** What the architecture test needs to know of one source file, read with oxc-parser. */
import { parseSync, Visitor } from "oxc-parser";

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  path: string;
  text: string;
}

export interface Facts {
  /** Module specifiers, static and dynamic, of types too; null for a dynamic import that is no plain string. */
  imports: (string | null)[];
  /** Dotted names of globals and their members in the order met, such as `Date.now`, with the line they stand on. */
  names: { name: string; line: number }[];
  /** Lines with `new Date()`, which reads the machine's clock. */
  clockReads: number[];
  syntaxErrors: string[];
  lines: number;
}

export function readFacts(file: SourceFile): Facts {
  const { program, module, errors } = parseSync(file.path, file.text);
  const lineOf = (offset: number) => file.text.slice(0, offset).split("\n").length;
  const facts: Facts = {
    imports: [
      ...module.staticImports.map((found) => found.moduleRequest.value),
      ...module.staticExports.flatMap((found) => found.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ],
    names: [],
    clockReads: [],
    syntaxErrors: errors.map((error) => error.message),
    lines: file.text.split("\n").length - (file.text.endsWith("\n") ? 1 : 0),
  };
  new Visitor({
    ImportExpression: ({ source }) => {
      facts.imports.push(source.type === "Literal" && typeof source.value === "string" ? source.value : null);
    },
    TSImportType: ({ source }) => {
      facts.imports.push(source.value);
    },
    MemberExpression: (node) => {
      if (node.object.type !== "Identifier") return;
      const { property } = node;
      const member =
        property.type === "Literal" ? String(property.value) : property.type === "Identifier" ? property.name : "";
      facts.names.push({ name: `${node.object.name}.${member}`, line: lineOf(node.start) });
    },
    CallExpression: ({ callee }) => {
      if (callee.type === "Identifier") facts.names.push({ name: `${callee.name}()`, line: lineOf(callee.start) });
    },
    VariableDeclarator: ({ id, init }) => {
      if (id.type !== "ObjectPattern" || init?.type !== "Identifier") return;
      for (const property of id.properties) {
        if (property.type !== "Property" || property.key.type !== "Identifier") continue;
        facts.names.push({ name: `${init.name}.${property.key.name}`, line: lineOf(property.start) });
      }
    },
    NewExpression: ({ callee, arguments: given, start }) => {
      if (callee.type === "Identifier" && callee.name === "Date" && given.length === 0) {
        facts.clockReads.push(lineOf(start));
      }
    },
  }).visit(program);
  return facts;
}
