/** The built web app by Vite's own account of it: what a page loads, and how much of it travels. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { constants, gzipSync } from "node:zlib";

export const builtFolder = path.join(import.meta.dirname, "..", "..", "web", "dist");

/** https://vite.dev/guide/backend-integration.html: by source file, or by a name of its own for what several share. */
type Manifest = Record<string, { file: string; imports?: string[]; css?: string[] }>;

/** The pages whose size is held to: the page, and what it loads by itself when it is drawn. */
export const pageSources = {
  "the campaigns list": ["src/pages/campaigns/campaigns.tsx"],
  "a campaign's page": ["src/pages/campaign/campaign.tsx", "src/pages/campaign/chart.tsx"],
} as const;

/** The files, as in the folder, that a browser needs for these sources and for the frame around every page. */
export function filesFor(sources: readonly string[]): { scripts: string[]; styles: string[] } {
  const manifest = JSON.parse(readFileSync(path.join(builtFolder, ".vite", "manifest.json"), "utf8")) as Manifest;
  const needed = new Set<string>();
  const need = (key: string) => {
    if (needed.has(key)) return;
    needed.add(key);
    const chunk = manifest[key];
    if (!chunk) throw new Error(`Nothing is built of ${key}.`);
    for (const imported of chunk.imports ?? []) need(imported);
  };
  for (const source of ["index.html", ...sources]) need(source);
  const chunks = [...needed].map((key) => manifest[key]!);
  const styles = new Set(chunks.flatMap(({ css = [] }) => css));
  return { scripts: chunks.map(({ file }) => file), styles: [...styles] };
}

/** Bytes on the wire to a browser that takes gzip; others take brotli, which is less. */
export const gzipBytes = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(read(file), { level: constants.Z_BEST_COMPRESSION }).length, 0);

export const read = (file: string): string => readFileSync(path.join(builtFolder, file), "utf8");
