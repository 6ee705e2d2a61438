import { expect, test } from "vitest";
import { findCrashedFiles, readSummary } from "./test-summary.mjs";

const red = (text) => `\u001b[31m${text}\u001b[39m`;

test("a test file whose process died is found, once", () => {
  const line = `${red("Error")}: Worker exited unexpectedly with signal SIGABRT during started state while running test file /w/a.test.ts`;
  expect(findCrashedFiles(`${line}\n${red(line)}\n Tests  3 passed (4)`)).toEqual(["/w/a.test.ts"]);
  expect(findCrashedFiles(" Tests  3 passed (3)")).toEqual([]);
});

test("tests that did not run count as failed", () => {
  expect(
    readSummary("playwright", "  2 failed\n  1 did not run\n  1 skipped\n  5 passed (2.1s)"),
  ).toMatchObject({
    passed: 5,
    failed: 3,
    skipped: 1,
  });
});
