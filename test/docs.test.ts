import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { drawLifecycles, lifecyclesPath } from "../scripts/generate-docs.ts";
import { brokenMentions, readRepository } from "./docs/mentions.ts";

const read = (path: string) => readFileSync(path, "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const repository = readRepository(Object.keys(scripts));
const pages = globSync(["*.md", "docs/**/*.md", "src/*/README.md", "bench/README.md"]).toSorted();

test(`${lifecyclesPath} is what the tables draw`, () => {
  expect(read(lifecyclesPath), "run `npm run generate`").toBe(drawLifecycles());
});

test.each(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"])("%s is there", (page) => {
  expect(existsSync(page)).toBe(true);
});

test.each(pages)("%s names only what exists", (page) => {
  expect(brokenMentions(page, read(page), repository)).toEqual([]);
});

test.each(globSync("{.ci/run,scripts/*.ts}").toSorted())("%s names only npm scripts that exist", (file) => {
  const broken = brokenMentions(file, read(file), repository);
  expect(broken.filter((message) => message.includes("npm script"))).toEqual([]);
});

describe("a name that leads nowhere is found:", () => {
  const known = {
    paths: new Set(["src", "src/domain", "src/domain/roles.ts", "docs", "docs/a.md"]),
    scripts: ["test"],
  };
  test.each([
    ["a file", "see `src/domain/gone.ts`", "names src/domain/gone.ts"],
    ["a file of a room", "see `domain/gone.ts`", "names domain/gone.ts"],
    ["a bare file", "see `gone.ts`", "names gone.ts"],
    ["a folder", "see `src/gone/`", "names src/gone/"],
    ["a pattern", "see `src/gone/*.ts`", "names src/gone/*.ts"],
    ["a link", "see [this](gone.md#part)", "links to gone.md"],
    ["an npm script", "run `npm run gone`", "npm script gone"],
    ["an npm script in a listing", "```sh\nnpm start\n```", "npm script start"],
  ])("%s", (_what, text, message) => {
    expect(brokenMentions("docs/b.md", text, known)).toEqual([expect.stringContaining(message)]);
  });

  test("and nothing else is", () => {
    const text =
      "`src/domain/roles.ts` `domain/roles.ts` `roles.ts` `src/domain/` `domain/*.ts` `a.md` [a](a.md) [b](https://x.y) " +
      "`npm test` `text/csv` `src/<room>/x.ts` `a/b`\n```\nsrc/gone.ts\n```\n";
    expect(brokenMentions("docs/b.md", text, known)).toEqual([]);
  });
});

describe("docs/decisions", () => {
  const list = read("docs/decisions/README.md");
  const decisions = globSync("docs/decisions/*.md").filter((page) => !page.endsWith("README.md"));

  test("lists every page by its title, in alphabetical order, and no other", () => {
    const listed = list.split("\n").filter((line) => line.startsWith("- ["));
    const entries = decisions.map((page) => `- [${/^# (.+)$/m.exec(read(page))?.[1]}](${page.split("/").at(-1)})`);
    expect(listed).toEqual(entries.toSorted());
  });

  test.each(decisions)("%s tells the context, the choice and what it costs", (page) => {
    const headings = [...read(page).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(expect.arrayContaining(["Context", "Choice", "What it costs"]));
  });
});

describe("docs/glossary.md", () => {
  const words = [...read("docs/glossary.md").matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, word = ""]) => word);

  test("gives its words in alphabetical order, each once", () => {
    expect(words.length).toBeGreaterThan(20);
    const inOrder = [...new Set(words)].toSorted((a, b) => a.localeCompare(b, "en", { sensitivity: "base" }));
    expect(words).toEqual(inOrder);
  });
});
