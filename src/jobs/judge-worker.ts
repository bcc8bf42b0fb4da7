/** The thread of judge-thread.ts. */
import { parentPort } from "node:worker_threads";
import { rowJudge } from "#imports/verdicts.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { isZoneName } from "#domain/dialing/local-time.ts";
import { linesOf } from "#store/import-rows.ts";
import { digitsOf, isNoted, type RowVerdict } from "#store/import-verdicts.ts";
import type { JudgedRows, JudgeRequest } from "./judge-thread.ts";

parentPort?.on("message", ({ columnNames, mapping, required, first, cells }: JudgeRequest) => {
  const judge = rowJudge(columnNames, mapping, { readPhone, isZone: isZoneName }, required);
  const rows = linesOf(cells);
  const phones = new Float64Array(rows.length);
  const noted: RowVerdict[] = [];
  for (const [index, row] of rows.entries()) {
    const { phone, fields: _, ...judged } = judge(row);
    if (judged.verdict === "ready" && phone !== null) phones[index] = digitsOf(phone);
    if (isNoted(judged)) noted.push({ ...judged, row: first + index, firstRow: null });
  }
  const answer: JudgedRows = { phones, noted };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of ours, no window
  parentPort?.postMessage(answer);
});
