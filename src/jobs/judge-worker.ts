/** The thread of judge-thread.ts. */
import { parentPort } from "node:worker_threads";
import { rowJudge } from "#imports/verdicts.ts";
import { readPhone } from "#numbering/read-phone.ts";
import { isZone } from "#numbering/zones.ts";
import type { OwnVerdict } from "#store/import-verdicts.ts";
import type { JudgeRequest } from "./judge-thread.ts";

parentPort?.on("message", ({ columnNames, mapping, required, first, cells }: JudgeRequest) => {
  const judge = rowJudge(columnNames, mapping, { readPhone, isZone }, required);
  const rows = (JSON.parse(cells) as string[][]).map((row, index): OwnVerdict => {
    const { verdict, column, reason, warnings, phone, lacks, lacksColumn } = judge(row);
    const sound = verdict === "ready";
    return { row: first + index, verdict, column, reason, warnings, phone: sound ? phone : null, lacks, lacksColumn };
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of ours, no window
  parentPort?.postMessage(rows);
});
