/** Counts of what passed and failed, and the line that ends `npm test`. */

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What of vitest's JSON report is read here (https://vitest.dev/guide/reporters#json-reporter). */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: readonly { status: "passed" | "failed"; assertionResults: readonly { status: string }[] }[];
}

/**
 * Counts vitest's tests. A file that failed without a failed test (it could not be loaded, a hook broke) counts as one
 * failure, and so does a run that ended badly and names no culprit, or left no report.
 */
export function countTests(report: VitestReport | undefined, exitCode: number | null): Counts {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every((result) => result.status !== "failed"),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function addCounts(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
