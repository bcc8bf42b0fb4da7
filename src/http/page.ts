/** The plain pages of the server itself: no script, one style, light and dark. */
import { createHash } from "node:crypto";

const style = `
:root { color-scheme: light dark; --paper: #fbfaf8; --card: #ffffff; --ink: #1d1b18; --soft: #635e56; --line: #e4e0d9;
  --accent: #8a3b12; --get: #1c5d99; --post: #1f7043; --put: #7a5b00; --patch: #7a5b00; --delete: #a3262a; }
@media (prefers-color-scheme: dark) { :root { --paper: #161513; --card: #1f1d1b; --ink: #ece8e1; --soft: #a8a196;
  --line: #35322e; --accent: #f0a677; --get: #86bdf0; --post: #7fd0a0; --put: #e0c060; --patch: #e0c060; --delete: #f29a9c; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
a { color: var(--accent); text-underline-offset: .18em; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
h1, h2, h3 { line-height: 1.25; letter-spacing: -.01em; margin: 0 0 .5rem; }
code, .path { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .9em; overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.home { min-height: 100vh; display: grid; place-content: center; padding: 2rem; }
.home main { max-width: 36rem; }
.home svg { width: 3.5rem; height: 3.5rem; color: var(--accent); }
.home h1 { font-size: clamp(2rem, 6vw, 3rem); margin: 1rem 0 .75rem; }
.home p { font-size: 1.1rem; }
.links { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; margin: 2rem 0 0; list-style: none; }
.links a { display: block; padding: .6rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card);
  text-decoration: none; font-weight: 600; }
.links a:hover { border-color: var(--accent); }
.docs { display: grid; grid-template-columns: 15rem minmax(0, 52rem); gap: 3rem; max-width: 76rem; margin: 0 auto; padding: 2rem; }
.docs nav { position: sticky; top: 2rem; align-self: start; max-height: calc(100vh - 4rem); overflow: auto; font-size: .95rem; }
.docs nav ul { list-style: none; margin: 0; padding: 0; } .docs nav li { margin: .3rem 0; }
.docs nav a { text-decoration: none; }
.docs section { margin: 3rem 0 0; } .docs section > h2 { font-size: 1.5rem; }
@media (max-width: 60rem) { .docs { grid-template-columns: minmax(0, 1fr); gap: 1rem; padding: 1rem; }
  .docs nav { position: static; max-height: none; } .docs nav ul { columns: 2; } }
details { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: .6rem 0; }
details[open] { border-color: var(--soft); }
summary { cursor: pointer; padding: .65rem 1rem; display: grid; grid-template-columns: 4.5rem minmax(0, 1fr); gap: .1rem .5rem;
  align-items: baseline; }
summary .what { grid-column: 2; color: var(--soft); font-size: .95rem; }
.inside { padding: 0 1rem 1rem; } .inside h3 { font-size: .95rem; margin: 1.2rem 0 .3rem; }
.method { font: 700 .8rem ui-monospace, Menlo, Consolas, monospace; color: var(--ink); }
.GET { color: var(--get); } .POST { color: var(--post); } .PUT { color: var(--put); } .PATCH { color: var(--patch); }
.DELETE { color: var(--delete); }
.fields { list-style: none; margin: .2rem 0; padding: 0; } .fields .fields { padding-left: 1rem; border-left: 2px solid var(--line); }
.fields li { padding: .25rem 0; } .type { color: var(--soft); font-size: .92rem; } .note { display: block; font-size: .92rem; color: var(--soft); }
.shape { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin: .6rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; } th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
:target { border-color: var(--accent); }
`;

/** What the content security policy must allow for these pages. */
export const styleSource = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;

/** Text as it may stand in HTML, also inside quotes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** @param body HTML */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
