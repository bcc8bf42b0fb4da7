/** Finding a workbook's parts by their relationships, never by fixed names (ECMA-376 part 2, 6.5). */
import path from "node:path/posix";
import { unreadable } from "../../unreadable.ts";
import { type Archive, partLimits } from "./archive.ts";
import { damaged, otherFile } from "./refusals.ts";
import { readXml } from "./xml.ts";

export interface Sheet {
  name: string;
  part: string;
}

export interface Workbook {
  /** Sheets of cells that a person sees, in their order. */
  sheets: Sheet[];
  hasHiddenSheets: boolean;
  sharedStrings: string | null;
  styles: string | null;
  /** Whether day 0 is 1904-01-01, as on old Macs. */
  from1904: boolean;
}

interface Relationship {
  id: string;
  /** The last word of its type, which is the same in transitional and strict workbooks. */
  type: string;
  part: string;
}

const saveAsXlsx = "open it in the program it comes from and save it as XLSX or CSV";

/** @throws Refusal `unreadable_file` for what is no workbook, with what it is instead */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  if (!archive.names.has("_rels/.rels")) throw noWorkbook(archive);
  const main = (await readRelationships(archive, "")).find(({ type }) => type === "officeDocument")?.part;
  if (main === undefined) throw noWorkbook(archive);
  if (main.toLowerCase().endsWith(".bin")) throw otherFile("a binary workbook (XLSB)", saveAsXlsx);
  const { listed, from1904 } = await readMain(archive, main);
  const related = await readRelationships(archive, main);
  const partOf = (wanted: string) => related.find(({ type }) => type === wanted)?.part ?? null;
  const all = listed.flatMap(({ id, ...sheet }) => {
    const found = related.find((relationship) => relationship.id === id);
    if (!found) throw damaged("a sheet is missing");
    // Charts have sheets of their own.
    return found.type === "worksheet" ? [{ ...sheet, part: found.part }] : [];
  });
  return {
    sheets: all.filter(({ hidden }) => !hidden).map(({ name, part }) => ({ name, part })),
    hasHiddenSheets: all.some(({ hidden }) => hidden),
    sharedStrings: partOf("sharedStrings"),
    styles: partOf("styles"),
    from1904,
  };
}

async function readMain(archive: Archive, part: string) {
  const listed: Array<{ name: string; id: string; hidden: boolean }> = [];
  let from1904 = false;
  await readXml(archive.read(part, partLimits.other), part, {
    open(name, attributes, depth) {
      if (depth === 1 && name !== "workbook") {
        if (name !== "document" && name !== "presentation") throw damaged("its main part is not a workbook");
        throw otherFile(`a ${name === "document" ? "text document" : name}`, "upload the list itself as XLSX or CSV");
      }
      if (name === "workbookPr") from1904 = attributes["date1904"] === "1" || attributes["date1904"] === "true";
      if (name !== "sheet" || depth !== 3) return;
      // `r:id`: its prefix is the writer's choice.
      const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
      const hidden = (attributes["state"] ?? "visible") !== "visible";
      listed.push({ name: attributes["name"] ?? "", id, hidden });
    },
  });
  return { listed, from1904 };
}

/** Of a part, or of the whole file for "". */
async function readRelationships(archive: Archive, source: string): Promise<Relationship[]> {
  const folder = path.dirname(source);
  const part = path.join(folder, "_rels", `${path.basename(source)}.rels`);
  const found: Relationship[] = [];
  await readXml(archive.read(part, partLimits.other), part, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== "Relationship" || TargetMode === "External") return;
      const target = path.resolve("/", folder, Target ?? "").slice(1);
      found.push({ id: Id ?? "", type: (Type ?? "").split("/").at(-1)!, part: target });
    },
  });
  return found;
}

function noWorkbook({ names }: Archive): Error {
  const has = (pattern: RegExp) => [...names].some((name) => pattern.test(name));
  if (has(/^index\/.*\.iwa$|^index\.zip$/)) return otherFile("a Numbers or Pages document of Apple", saveAsXlsx);
  if (names.has("content.xml") && names.has("mimetype")) return otherFile("an OpenDocument file (ODS)", saveAsXlsx);
  if (has(/^xl\//)) return damaged("the list of its parts is missing");
  return unreadable("The file is a ZIP archive; unpack it and upload the CSV or XLSX file inside.");
}
