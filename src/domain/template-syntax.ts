/**
 * How a template is read:
 *
 *     {{ name }}     {{ name | "fallback" }}
 *
 * A fallback stands in double, single or typographic quotes; a backslash takes the next character as it is. Everything
 * outside of double braces is text, single braces and a lone `}}` too: instructions may hold JSON.
 */

export interface TemplateProblem {
  /** Where the broken variable begins: characters (UTF-16 units) before it. */
  position: number;
  /** What is wrong and what to do, in one sentence. */
  message: string;
}

export type TemplatePiece = { text: string } | { name: string; fallback: string | null };

export type ReadTemplate = { ok: true; pieces: TemplatePiece[] } | { ok: false; problem: TemplateProblem };

export function readTemplate(template: string): ReadTemplate {
  const pieces: TemplatePiece[] = [];
  let at = 0;
  for (;;) {
    const start = template.indexOf("{{", at);
    const text = template.slice(at, start < 0 ? undefined : start);
    if (text) pieces.push({ text });
    if (start < 0) return { ok: true, pieces };
    const variable = readVariable(template, start);
    if (!variable.ok) {
      const message = `${variable.wrong} (the {{ at character ${start + 1}).`;
      return { ok: false, problem: { position: start, message } };
    }
    pieces.push({ name: variable.name, fallback: variable.fallback });
    at = variable.end;
  }
}

type ReadVariable =
  | { ok: true; name: string; fallback: string | null; end: number }
  /** A sentence without its full stop. */
  | { ok: false; wrong: string };

const unclosed = "A variable is not closed; write it as {{first_name}}, in two braces on either side and on one line";

/** Reads the variable whose `{{` stands at `start`. */
function readVariable(template: string, start: number): ReadVariable {
  const nameEnd = indexOfAny(template, "{}|\r\n", start + 2);
  const name = template.slice(start + 2, nameEnd).trim();
  const piped = template[nameEnd] === "|";
  if (!piped && !template.startsWith("}}", nameEnd)) return { ok: false, wrong: unclosed };
  if (!name) return { ok: false, wrong: "A variable has no name; write one between the braces, as in {{first_name}}" };
  if (!piped) return { ok: true, name, fallback: null, end: nameEnd + 2 };

  const fallback = readQuoted(template, skipSpaces(template, nameEnd + 1));
  if (!fallback) {
    const wrong = `The fallback of "${name}" needs quotes around it, as in {{${name} | "your order"}}`;
    return { ok: false, wrong };
  }
  const end = skipSpaces(template, fallback.end);
  if (template.startsWith("}}", end)) return { ok: true, name, fallback: fallback.text, end: end + 2 };
  return { ok: false, wrong: `After the fallback of "${name}" only }} may follow; write {{${name} | "your order"}}` };
}

/** Which quotes close the ones that word processors and keyboards open with. */
const closingQuotes: Readonly<Record<string, string>> = { '"': '"', "'": "'", "“": "”", "„": "“”", "«": "»", "‘": "’" };

function readQuoted(template: string, start: number): { text: string; end: number } | null {
  const closing = closingQuotes[template[start] ?? ""];
  if (!closing) return null;
  let text = "";
  for (let at = start + 1; at < template.length; at++) {
    const character = template[at] ?? "";
    if (closing.includes(character)) return { text, end: at + 1 };
    if (character === "\\") at++;
    text += template[at] ?? "";
  }
  return null;
}

function skipSpaces(template: string, start: number): number {
  let at = start;
  while (/\s/u.test(template[at] ?? "")) at++;
  return at;
}

/** The first place from `start` on where one of the characters stands; the end where none does. */
function indexOfAny(template: string, characters: string, start: number): number {
  let at = start;
  while (at < template.length && !characters.includes(template[at] ?? "")) at++;
  return at;
}
