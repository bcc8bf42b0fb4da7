/**
 * Judges the web app's style sheets. A page's styles stay loaded when one goes on to another page, so that the same class
 * in two files is styled by whichever pages were seen before. Each check answers with sentences: what is wrong, and what
 * to do.
 */
import { type AtRule, parse, type Rule } from "postcss";
import { fileLength, webFolder } from "./rules.ts";
import type { SourceFile } from "./source.ts";
import type { Violation } from "./check.ts";

/** What these name, every page may use: it is there before any page's own. */
const shared = ["app", "ui"];

interface Selector {
  text: string;
  /** In the order they stand in; Mantine's own are left out. */
  classes: string[];
  /** Begins with Mantine's class, or with none. */
  isBare: boolean;
}

/** All violations in these style sheets; none when each class has one place. */
export function checkStyles(files: readonly SourceFile[]): Violation[] {
  const sheets = files.map((file) => ({ path: file.path, owner: ownerOf(file.path), ...read(file) }));
  const places = new Map<string, string>();
  const owners = new Map<string, string>();
  const violations: Violation[] = [];
  const say = (file: string, message: string) => violations.push({ file, message });

  for (const { path, owner, selectors, lines, animations } of sheets) {
    if (lines > fileLength.argues) say(path, `has ${lines} lines; split it by subject`);
    for (const { text, classes, isBare } of selectors) {
      if (isBare && owner !== "app") say(path, `styles ${text} on every page; begin with a class of its own`);
      if (!isBare) claim(classes[0]!, path, owner);
    }
    for (const name of animations) claim(`@keyframes ${name}`, path, null);
  }
  for (const { path, owner, selectors } of sheets) {
    for (const name of new Set(selectors.flatMap(({ classes }) => classes.slice(1)))) {
      const place = places.get(name);
      const other = place === undefined ? owner : ownerOf(place);
      if (other !== owner && other !== "app")
        say(path, `changes .${name} of ${place}; give what it is on a class of its own`);
    }
  }
  return violations;

  /** `owner` null: the name has no word before it that belongs to somebody. */
  function claim(name: string, path: string, owner: string | null): void {
    const place = places.get(name);
    places.set(name, place ?? path);
    if (place !== undefined && place !== path)
      return void say(path, `styles ${nameIn(name)}, as ${place} does; give it a name of its own, or both one place`);
    if (owner === null || place !== undefined) return;
    const word = name.split("-")[0]!;
    const first = owners.get(word);
    owners.set(word, first ?? owner);
    if (first !== undefined && first !== owner)
      say(path, `names a class .${name}; classes that begin with "${word}" belong to ${first}`);
  }
}

const nameIn = (name: string): string => (name.startsWith("@") ? name : `.${name}`);

/** The folder whose classes these are: pages and features of one noun share it. */
function ownerOf(path: string): string {
  const [first = "", noun = ""] = path.slice(webFolder.length).split("/");
  return shared.includes(first) ? "app" : noun;
}

function read({ text }: SourceFile): { selectors: Selector[]; lines: number; animations: string[] } {
  const selectors: Selector[] = [];
  const animations: string[] = [];
  const root = parse(text);
  root.walkAtRules(/keyframes$/, (rule: AtRule) => void animations.push(rule.params));
  root.walkRules((rule: Rule) => {
    if (rule.parent?.type === "atrule" && (rule.parent as AtRule).name.endsWith("keyframes")) return;
    for (const selector of rule.selectors) {
      const all = [...selector.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name]) => name!);
      const classes = all.filter((name) => !name.startsWith("mantine-"));
      selectors.push({ text: selector, classes, isBare: classes.length === 0 || classes[0] !== all[0] });
    }
  });
  return { selectors, lines: text.trimEnd().split("\n").length, animations };
}
