/** The thread of judge-thread.ts. */
import { parentPort } from "node:worker_threads";
import { rowJudge } from "#imports/verdicts.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { contactZones } from "#numbering/zones.ts";
import { draftOf } from "#store/import-drafts.ts";
import { linesOf } from "#store/import-rows.ts";
import { digitsOf, isNoted, type RowVerdict } from "#store/import-verdicts.ts";
import { rowsAsText, type RowValues } from "#store/row-text.ts";
import type { BlockOfRows, JudgedBlock, JudgeRequest } from "./judge-thread.ts";

parentPort?.on("message", ({ columnNames, mapping, required, blocks }: JudgeRequest) => {
  const judge = rowJudge(columnNames, mapping, { readPhone }, required);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of ours, no window
  parentPort?.postMessage(blocks.map((block) => judgeBlock(judge, block)));
});

type Judge = ReturnType<typeof rowJudge>;

const noteOf = ({ phone: _phone, fields: _fields, ...judged }: ReturnType<Judge>, row: number): RowVerdict => ({
  ...judged,
  row,
  firstRow: null,
});

function judgeBlock(judge: Judge, { first, cells, phones: known }: BlockOfRows): JudgedBlock {
  const rows = linesOf(cells);
  const phones = new Float64Array(rows.length);
  const noted: RowVerdict[] = [];
  const drafts: RowValues[] = [];
  const zoneSets: Array<readonly string[]> = [];
  // Numbers of one area share one frozen array; a zone that a row names is known by its name.
  const places = new Map<readonly string[] | string, number>();
  for (const [index, row] of rows.entries()) {
    const judged = judge(row);
    const { phone, fields } = judged;
    const found = judged.verdict === "ready" && phone !== null ? digitsOf(phone) : 0;
    const digits = known?.[index] ?? found;
    if (isNoted(judged)) noted.push(noteOf(judged, first + index));
    if (digits === 0) continue;
    phones[index] = digits;
    const number = `+${digits}`;
    const zones = contactZones(number, fields.timezone ?? null);
    const key = fields.timezone ?? zones;
    let zoneSet = places.get(key);
    if (zoneSet === undefined) places.set(key, (zoneSet = zoneSets.push(zones)));
    drafts.push(draftOf({ row: first + index, phone: number, fields, zoneSet }));
  }
  return { first, phones, noted, drafts: rowsAsText(drafts), zoneSets };
}
