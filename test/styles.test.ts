import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkStyles } from "./architecture/styles.ts";

const sheets = globSync("web/src/**/*.css").map((path) => ({
  path: path.replaceAll("\\", "/"),
  text: readFileSync(path, "utf8"),
}));

/** What is said of these style sheets, by their places in web/src. */
function judge(sheet: Record<string, string>): string[] {
  const files = Object.entries(sheet).map(([path, text]) => ({ path: `web/src/${path}`, text }));
  return checkStyles(files).map(({ message }) => message);
}

describe("the web app's style sheets", () => {
  test("keep their rules", () => {
    expect(sheets.length).toBeGreaterThan(20);
    expect(checkStyles(sheets).map(({ file, message }) => `${file} ${message}`)).toEqual([]);
  });
});

describe("a planted violation is caught:", () => {
  const app = { "app/base.css": ".panel {} .tag {}" };
  test.each<[string, Record<string, string>, string]>([
    ["a class in two places", { "pages/a/a.css": ".a-row {}", "pages/a/b.css": ".a-row i {}" }, "styles .a-row, as"],
    ["a class of the app's", { ...app, "pages/a/a.css": ".panel td {}" }, "styles .panel, as"],
    ["a class in two places below a width", { ...app, "pages/a/a.css": "@media print { .tag {} }" }, "styles .tag, as"],
    ["one of several", { ...app, "pages/a/a.css": ".a-row,\n.tag b {}" }, "styles .tag, as"],
    ["another's prefix", { "pages/a/a.css": ".a-row {}", "features/b/b.css": ".a-cell {}" }, `with "a" belong to a`],
    [
      "another page's class",
      { "pages/a/a.css": ".a-row {}", "pages/b/b.css": ".b-box .a-row {}" },
      "changes .a-row of",
    ],
    ["an element of every page", { "pages/a/a.css": "h2 {}" }, "styles h2 on every page"],
    ["Mantine's on every page", { "pages/a/a.css": ".mantine-Tabs-tab .a-row {}" }, "on every page"],
    [
      "an animation in two places",
      { "pages/a/a.css": "@keyframes x {}", "pages/b/b.css": "@keyframes x {}" },
      "styles @keyframes x, as",
    ],
    ["a long file", { "pages/a/a.css": ".a-row {}\n".repeat(401) }, "split it by subject"],
  ])("%s", (_what, sheet, message) => {
    expect(judge(sheet)).toEqual([expect.stringContaining(message)]);
  });
});

test.each<[string, Record<string, string>]>([
  ["the app's class inside one's own", { "ui/page.css": ".panel {}", "pages/a/a.css": ".a-row .panel {}" }],
  ["the app's class on what has one's own", { "ui/table.css": ".t td {}", "pages/a/a.css": ".a-t.t td {}" }],
  [
    "a page and a feature of one noun",
    { "pages/a/a.css": ".a-row {}", "features/a/b.css": ".a-cell {} .a-x .a-row {}" },
  ],
  ["Mantine's inside one's own", { "pages/a/a.css": ".a-row .mantine-Tabs-tab {} body:has(.a-foot) b {}" }],
  ["the same class twice in one file", { "pages/a/a.css": ".a-row {} @media print { .a-row {} }" }],
  ["elements that the app styles", { "app/base.css": "h1 {} :root {} .mantine-Modal-title {}" }],
])("nothing is said against %s", (_what, sheet) => {
  expect(judge(sheet)).toEqual([]);
});
