/** How much of the web app is loaded before a page stands. The limits are the design's; a kB is 1,000 bytes. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { builtFolder, filesFor, gzipBytes, pageSources, read } from "./build.ts";

const KB = 1_000;
type PageName = keyof typeof pageSources;

const mostScript: Record<PageName, number> = { "the campaigns list": 220, "a campaign's page": 340 };
const MOST_STYLE = 45;

describe.each(Object.keys(pageSources) as PageName[])("%s", (page) => {
  const { scripts, styles } = filesFor(pageSources[page]);

  test("loads no more script than its limit, gzipped", () => {
    expect(gzipBytes(scripts) / KB).toBeLessThanOrEqual(mostScript[page]);
  });

  test("loads no more styles than the limit, gzipped", () => {
    expect(gzipBytes(styles) / KB).toBeLessThanOrEqual(MOST_STYLE);
  });
});

describe("the styles", () => {
  test("have every part of Mantine that the scripts use", () => {
    const all = readFileSync(createRequire(import.meta.url).resolve("@mantine/core/styles.css"), "utf8");
    const assets = readdirSync(path.join(builtFolder, "assets")).map((name) => `assets/${name}`);
    const textOf = (ending: string) =>
      assets
        .filter((name) => name.endsWith(ending))
        .map(read)
        .join("\n");
    const classes = (text: string) => new Set(text.match(/\bm_[0-9a-f]{6,8}\b/g));
    const [used, styled, known] = [textOf(".js"), textOf(".css"), all].map(classes) as [
      Set<string>,
      Set<string>,
      Set<string>,
    ];
    expect(used.size).toBeGreaterThan(100);
    expect([...used.intersection(known).difference(styled)], "add the part to web/src/app/mantine-styles.ts").toEqual(
      [],
    );
  });
});
