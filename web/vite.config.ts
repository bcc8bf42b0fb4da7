/** Builds the web app into web/dist, which the server serves. Run by `npm ci` (scripts/build-web.ts). */
import react from "@vitejs/plugin-react";
import mantine from "postcss-preset-mantine";
import variables from "postcss-simple-vars";
import { defineConfig, type Plugin } from "vite";

/** Mantine's own, for media queries, which cannot read CSS variables. */
const breakpoints = {
  "mantine-breakpoint-xs": "36em",
  "mantine-breakpoint-sm": "48em",
  "mantine-breakpoint-md": "62em",
  "mantine-breakpoint-lg": "75em",
  "mantine-breakpoint-xl": "88em",
};

/** Text is drawn as soon as its font is there: it is asked for with the page, not when the styles have been read. */
const preloadFont: Plugin = {
  name: "preload-font",
  transformIndexHtml: {
    order: "post",
    handler: (_, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => /inter-latin-opsz-normal-[^/]+\.woff2$/.test(file))
        .map((file) => ({
          tag: "link",
          attrs: { rel: "preload", href: `./${file}`, as: "font", type: "font/woff2", crossorigin: true },
          injectTo: "head",
        })),
  },
};

export default defineConfig({
  root: import.meta.dirname,
  // Files name each other by where they lie; the server names the first ones, below whatever path the app stands.
  base: "./",
  plugins: [react(), preloadFont],
  css: { postcss: { plugins: [mantine(), variables({ variables: breakpoints })] } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    // The content security policy forbids data: fonts, and a request costs nothing here.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { "/api": "http://127.0.0.1:4700" } },
});
