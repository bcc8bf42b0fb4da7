/** XML of a workbook's parts, read as a stream. */
import { SaxesParser } from "saxes";
import { damaged, quoted, untrustworthy } from "./refusals.ts";

const xmlLimits = {
  /** Elements inside one another; the parts that are read need nine. */
  depth: 64,
  /** Of one text, comment or tag, with its attributes. */
  characters: 2_097_152,
} as const;

/**
 * The parser takes this much at a time, so that what comes of it can be handed on in between: a few characters may
 * stand for a string of a megabyte.
 */
const SLICE_CHARACTERS = 4_096;

/** Called in the order of the document. Names come without their prefix; the root has depth 1. */
export interface XmlHandlers {
  open?(name: string, attributes: Readonly<Record<string, string>>, depth: number): void;
  close?(name: string, depth: number): void;
  /** A text may come in several pieces. */
  text?(text: string): void;
}

/**
 * Reads a part and calls the handlers. Yields between slices, when a caller can hand on what it has gathered.
 *
 * @throws Refusal `unreadable_file` for what is not well-formed, has a document type (its entities are how small files
 *   become large ones) or goes beyond the limits
 */
export async function* walkXml(
  bytes: AsyncIterable<Buffer>,
  part: string,
  handlers: XmlHandlers,
): AsyncGenerator<undefined> {
  const parser = createParser(part, handlers);
  let silent = 0;
  const slices = async function* () {
    for await (const text of decode(bytes, part)) {
      for (let at = 0; at < text.length; at += SLICE_CHARACTERS) yield text.slice(at, at + SLICE_CHARACTERS);
    }
  };
  for await (const slice of slices()) {
    const before = parser.events;
    parser.write(slice);
    silent = parser.events === before ? silent + slice.length : 0;
    if (silent > xmlLimits.characters) throw untrustworthy(`a text in its part ${quoted(part)} is longer than 2 MB`);
    yield;
  }
  parser.end();
}

/** As `walkXml`, for a small part whose handlers gather all there is. */
export async function readXml(bytes: AsyncIterable<Buffer>, part: string, handlers: XmlHandlers): Promise<void> {
  for await (const _ of walkXml(bytes, part, handlers));
}

function createParser(part: string, handlers: XmlHandlers) {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let events = 0;
  let depth = 0;
  parser.on("error", () => {
    throw damaged(`its part ${quoted(part)} is not XML`);
  });
  parser.on("doctype", () => {
    throw untrustworthy(`its part ${quoted(part)} defines entities of its own`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    events++;
    if (++depth > xmlLimits.depth) throw untrustworthy(`its part ${quoted(part)} is nested too deeply`);
    handlers.open?.(localName(name), attributes, depth);
  });
  parser.on("closetag", ({ name }) => {
    events++;
    handlers.close?.(localName(name), depth);
    depth--;
  });
  if (handlers.text) {
    parser.on("text", (text) => handlers.text?.(text));
    parser.on("cdata", (text) => handlers.text?.(text));
  }
  return {
    get events() {
      return events;
    },
    write: (text: string) => void parser.write(text),
    end: () => void parser.close(),
  };
}

/** Prefixes are the writer's choice: `row`, `x:row`. */
function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** Parts are UTF-8 or UTF-16 (ECMA-376 part 2, 6.2.5). */
async function* decode(bytes: AsyncIterable<Buffer>, part: string): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  const decoded = (chunk?: Buffer) => {
    try {
      return decoder!.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw damaged(`its part ${quoted(part)} has broken letters`);
    }
  };
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    yield decoded(chunk);
  }
  if (decoder) yield decoded();
}

function encodingOf(head: Buffer): string {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return "utf-16be";
  return "utf-8";
}
