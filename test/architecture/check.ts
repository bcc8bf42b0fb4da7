/** Judges source files by the house rules. Each check answers with sentences: what is wrong, and what to do. */
import path from "node:path";
import {
  environmentReader,
  fileLength,
  generatedMark,
  impureGlobals,
  longFiles as listedLongFiles,
  pureRoom,
  rooms,
  separateKinds,
  web,
  webFolder,
} from "./rules.ts";
import { readFacts, type Facts, type SourceFile } from "./source.ts";

export interface Violation {
  file: string;
  message: string;
}

/** All violations in these files; none when the house is in order. */
export function checkArchitecture(
  files: readonly SourceFile[],
  longFiles: Readonly<Record<string, string>> = listedLongFiles,
): Violation[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return [
    ...files.flatMap((file) => {
      const facts = readFacts(file);
      const messages = [...checkLength(file, facts, longFiles), ...facts.syntaxErrors];
      if (file.path.startsWith("src/") && !isTest(file.path)) {
        messages.push(...checkImports(file, facts), ...checkEnvironment(file, facts), ...checkPurity(file, facts));
      }
      if (file.path.startsWith(webFolder) && !isTest(file.path)) messages.push(...checkWebImports(file, facts));
      return messages.map((message) => ({ file: file.path, message }));
    }),
    ...Object.keys(longFiles).flatMap((listed) => {
      const file = byPath.get(listed);
      if (file && readFacts(file).lines > fileLength.argues) return [];
      return [{ file: listed, message: "is listed among longFiles and is not long; take it off the list" }];
    }),
  ];
}

function checkLength(file: SourceFile, { lines }: Facts, longFiles: Readonly<Record<string, string>>): string[] {
  const head = file.text.split("\n").slice(0, 5).join("\n");
  if (lines <= fileLength.argues || head.includes(generatedMark)) return [];
  if (lines > fileLength.refused)
    return [`has ${lines} lines; ${fileLength.refused} are the limit: split it by subject`];
  if (isTest(file.path) || longFiles[file.path]) return [];
  return [`has ${lines} lines; over ${fileLength.argues} it needs a reason in longFiles, or to be split by subject`];
}

/** A file's room: its folder in src/, or itself at the root of src/. */
function roomOf(file: string): string {
  const [first = "", ...rest] = path.posix.relative("src", file).split("/");
  return rest.length > 0 ? first : first === "cli.ts" ? "cli" : first;
}

function checkImports(file: SourceFile, facts: Facts): string[] {
  const name = roomOf(file.path);
  const room = rooms[name];
  if (!room) return [`lies in the room "${name}", which the table of rooms does not have`];

  return facts.imports.flatMap((specifier) => {
    if (specifier === null) return ["imports a computed path; nobody can see what it opens, write it as a string"];
    if (specifier.startsWith("node:")) {
      return room.node ? [] : [`imports ${specifier}; ${name} has no input and output`];
    }
    const target = targetOf(file.path, specifier);
    if (target === undefined) {
      return opens(room.packages, packageOf(specifier)) ? [] : [`imports the package ${specifier}; ${name} may not`];
    }
    return checkTarget(file, name, specifier, target);
  });
}

function checkWebImports(file: SourceFile, facts: Facts): string[] {
  return facts.imports.flatMap((specifier) => {
    if (specifier === null) return ["imports a computed path; nobody can see what it opens, write it as a string"];
    if (specifier.startsWith("node:")) return [`imports ${specifier}; the web app runs in browsers`];
    const target = targetOf(file.path, specifier);
    if (target === undefined) {
      return opens(web.packages, packageOf(specifier)) ? [] : [`imports the package ${specifier}; the web app may not`];
    }
    if (isTest(target)) return [`imports the test ${specifier}`];
    const allowed = specifier.startsWith(".")
      ? target.startsWith(webFolder)
      : web.rooms.some((room) => specifier.startsWith(`#${room}/`));
    if (allowed) return [];
    return [`imports ${specifier}; the web app may import its own files by ./ and of the server ${webRooms}`];
  });
}

const webRooms = web.rooms.map((room) => `#${room}/`).join(" and ");

function checkTarget(file: SourceFile, name: string, specifier: string, target: string): string[] {
  if (!target.startsWith("src/")) return [`imports ${specifier}, which lies outside src/`];
  if (isTest(target)) return [`imports the test ${specifier}`];
  const targetRoom = roomOf(target);
  const atRoot = (place: string) => path.posix.dirname(place) === "src";
  if (targetRoom === name) {
    if (specifier.startsWith("#")) return [`imports ${specifier}; inside a room imports are relative`];
    return checkKinds(file, specifier, target);
  }
  const allowed = rooms[name]?.rooms ?? [];
  const inSrc = path.posix.relative("src", target);
  if (!allowed.includes("*") && !allowed.includes(targetRoom) && !allowed.includes(inSrc)) {
    return [`imports ${specifier}; ${name} may import ${allowed.join(", ") || "no other room"}`];
  }
  const neighbours = atRoot(file.path) && atRoot(target);
  const byItsName = specifier.startsWith(`#${targetRoom}/`) || (specifier.startsWith("#src/") && !hasName(targetRoom));
  return neighbours || byItsName ? [] : [`imports ${specifier}; across rooms write #room/… as in package.json`];
}

/** cli/ and the files at the root of src/ have no name in package.json's imports; they are reached by #src/. */
function hasName(room: string): boolean {
  return room !== "cli" && !room.endsWith(".ts");
}

function checkKinds(file: SourceFile, specifier: string, target: string): string[] {
  const kindOf = (place: string) => {
    const [room, kind, ...rest] = place.split("/").slice(1);
    return room === separateKinds && rest.length > 0 ? kind : undefined;
  };
  const from = kindOf(file.path);
  const to = kindOf(target);
  if (from === undefined || to === undefined || from === to) return [];
  return [`imports ${specifier}; one kind of line never imports another, what both need goes into ${separateKinds}/`];
}

function checkEnvironment(file: SourceFile, facts: Facts): string[] {
  if (file.path === environmentReader) return [];
  return facts.names
    .filter(({ name }) => name === "process.env")
    .map(
      ({ line }) => `reads process.env on line ${line}; only ${environmentReader} may, take the value as a parameter`,
    );
}

function checkPurity(file: SourceFile, facts: Facts): string[] {
  if (roomOf(file.path) !== pureRoom) return [];
  const impure = ({ name }: { name: string }) => {
    const [object = ""] = name.replace("()", "").split(".");
    return impureGlobals.includes(name) || impureGlobals.includes(object);
  };
  return [
    ...facts.names.filter(impure).map(({ name, line }) => `uses ${name} on line ${line}; ${pureRoom} is pure`),
    ...facts.clockReads.map((line) => `reads the clock by new Date() on line ${line}; take \`now\` as a parameter`),
  ];
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

/** The file of this repository that a specifier means; undefined for a package. */
function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return path.posix.join(path.posix.dirname(from), specifier);
  if (specifier.startsWith("#src/")) return `src/${specifier.slice("#src/".length)}`;
  if (specifier.startsWith("#harness/")) return `test/harness/${specifier.slice("#harness/".length)}`;
  return specifier.startsWith("#") ? `src/${specifier.slice(1)}` : undefined;
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function opens(allowed: readonly string[], name: string): boolean {
  return allowed.some((entry) => entry === name || (entry.endsWith("/*") && name.startsWith(entry.slice(0, -1))));
}
