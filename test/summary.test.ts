import { expect, test } from "vitest";
import { addCounts, countTests, summaryLine, type VitestReport } from "../scripts/summary.ts";

const clean: VitestReport = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: "passed", assertionResults: [{ status: "passed" }] }],
};
const brokenFile = { status: "failed", assertionResults: [] } as const;
const fileWithFailedTest = { status: "failed", assertionResults: [{ status: "failed" }] } as const;

test("a clean run counts its tests, and skipped and planned ones as skipped", () => {
  expect(countTests({ ...clean, numPendingTests: 2, numTodoTests: 1 }, 0)).toEqual({
    passed: 3,
    failed: 0,
    skipped: 3,
  });
});

test("a failed test is counted once, not again for its file", () => {
  const report = { ...clean, numFailedTests: 1, testResults: [fileWithFailedTest] };
  expect(countTests(report, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
});

test("a file that could not be loaded is a failure", () => {
  expect(countTests({ ...clean, testResults: [brokenFile, fileWithFailedTest], numFailedTests: 1 }, 1).failed).toBe(2);
});

test("a run that ended badly with nothing to show for it is a failure", () => {
  expect(countTests(clean, 1).failed).toBe(1);
  expect(countTests(clean, null).failed).toBe(1);
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("the last line names skipped tests only where there are some", () => {
  const once = { passed: 1, failed: 0, skipped: 0 };
  expect(summaryLine(addCounts([once, { passed: 2, failed: 1, skipped: 0 }]))).toBe("3 passed, 1 failed");
  expect(summaryLine(addCounts([once, { passed: 0, failed: 0, skipped: 2 }]))).toBe("1 passed, 0 failed, 2 skipped");
});
