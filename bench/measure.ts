/** Small measures that all rows share. Machines are noisy: ratios of one run count, absolute figures do not. */

export interface Row {
  /** What is measured. */
  what: string;
  ours: string;
  /** The peer or limit measured in the same run, or the goal. */
  against: string;
  ratio: string;
  goal: string;
}

/** Seconds that the work took, by the monotonic clock. */
export async function seconds(work: () => Promise<void>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}

/** The value below which this share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const perSecond = (count: number, took: number): number => count / took;

export function grouped(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** A table in Markdown. */
export function table(rows: readonly Row[]): string {
  const lines = [
    "| what | ours | against, in the same run | ratio | goal |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row.what} | ${row.ours} | ${row.against} | ${row.ratio} | ${row.goal} |`),
  ];
  return `${lines.join("\n")}\n`;
}
