/** What people read stands in web/src/words alone, so that another language is another set of those files. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parseSync } from "vite";

const source = path.join(import.meta.dirname, "..", "..", "web", "src");

/** Attributes and properties whose text no person reads. */
const unread = new Set(["className", "classNames", "style", "styles", "key", "d", "to", "viewBox", "transform", "rel"]);
/** Functions whose texts no person reads: names of things, and faults of the program itself. */
const unheard = new Set([
  "Error",
  "RangeError",
  "TypeError",
  "querySelector",
  "querySelectorAll",
  "closest",
  "matches",
]);

const isSentence = (text: string) => /\p{L}{2,}[,;:.]? \p{L}/u.test(text) || /^\p{Lu}\p{Ll}+$/u.test(text.trim());

test.each(["app", "features", "lib", "pages", "ui", "main.tsx"])("%s says nothing in words of its own", (room) => {
  const files = room.endsWith(".tsx") ? [room] : globSync(`${room}/**/*.{ts,tsx}`, { cwd: source });
  expect(files.length).toBeGreaterThan(0);
  const found = files
    .filter((file) => !/\.(?:test|generated)\./.test(file))
    .flatMap((file) => spokenIn(path.join(source, file)).map((text) => `${file}: ${text}`));
  expect(found).toEqual([]);
});

test("finds what is said in text, in attributes, in values and in templates", () => {
  const code =
    'const a = ["of no", `so ${b} many`]; const c = <p title="Go on" className="is not read">Text {"Yes"}</p>;';
  expect(spoken(code, "a.tsx")).toEqual(["of no", "so ${} many", "Go on", "Text", "Yes"]);
  expect(spoken('if (event.key === "Enter") throw new Error("no one reads it");', "a.ts")).toEqual([]);
});

const spokenIn = (file: string) => spoken(readFileSync(file, "utf8"), file);

function spoken(code: string, file: string): string[] {
  const found: string[] = [];
  visit(parseSync(file, code).program, found);
  return found;
}

type Node = { type?: string; [name: string]: unknown };

function visit(node: unknown, found: string[]): void {
  if (Array.isArray(node)) for (const one of node) visit(one, found);
  if (typeof node !== "object" || node === null || Array.isArray(node)) return;
  const { type = "", ...parts } = node as Node;
  const text = textOf(type, parts);
  if (text !== undefined) found.push(text);
  for (const part of read(type, parts)) visit(part, found);
}

function textOf(type: string, parts: Omit<Node, "type">): string | undefined {
  if (type === "JSXText") return /\p{L}/u.test(String(parts.value)) ? String(parts.value).trim() : undefined;
  if (type === "Literal") return typeof parts.value === "string" && isSentence(parts.value) ? parts.value : undefined;
  if (type !== "TemplateLiteral") return undefined;
  const pieces = (parts.quasis as Array<{ value: { raw: string } }>).map(({ value }) => value.raw);
  return pieces.some((piece) => /\p{Ll}{2,} |^ ?\p{Ll}{2,} | \p{Ll}{2,}/u.test(piece)) ? pieces.join("${}") : undefined;
}

/** The parts of a node that may hold what people read. */
function read(type: string, parts: Omit<Node, "type">): unknown[] {
  const name = nameOf(parts.name ?? parts.key ?? parts.callee);
  if (type === "ImportDeclaration" || type === "BinaryExpression" || type.startsWith("TS")) {
    return type === "BinaryExpression"
      ? [parts.left, parts.right].filter((side) => !isLiteral(side))
      : [parts.expression];
  }
  if (type === "SwitchCase") return [parts.consequent];
  if ((type === "JSXAttribute" || type === "Property") && unread.has(name)) return [];
  if ((type === "CallExpression" || type === "NewExpression") && unheard.has(name)) return [];
  return type === "Property" ? [parts.value] : Object.values(parts);
}

const isLiteral = (node: unknown) => (node as Node | null)?.type === "Literal";

function nameOf(node: unknown): string {
  const { name, value, property } = (node ?? {}) as Node;
  if (property) return nameOf(property);
  if (typeof name === "string") return name;
  return typeof value === "string" ? value : "";
}
