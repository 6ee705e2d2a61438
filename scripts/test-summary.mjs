const count = (text, pattern) => Number(pattern.exec(text)?.[1] ?? 0);

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of a terminal's colours begin with one
const colours = /\u001b\[[0-9;]*m/g;

/** The test files whose process died while vitest ran them: not one of their tests is said to have failed. */
export function findCrashedFiles(coloured) {
  const died = /Worker exited unexpectedly .* while running test file (\S+)/g;
  return [...new Set(Array.from(coloured.replace(colours, "").matchAll(died), ([, file]) => file))];
}

/** A runner's own closing words as numbers and as one line. */
export function readSummary(tool, coloured) {
  const output = coloured.replace(colours, "");
  // Vitest closes with "Tests  3 passed | 1 skipped (4)", Playwright with "  3 passed (2.1s)" and lines of that kind.
  const text =
    tool === "vitest"
      ? (/^\s*Tests\s+(.*)$/m.exec(output)?.[1] ?? "")
      : output.split("\n").slice(-40).join("\n");
  const passed = count(text, /(\d+) passed/);
  const failed = count(text, /(\d+) failed/) + count(text, /(\d+) did not run/);
  const skipped = count(text, /(\d+) skipped/);
  return { passed, failed, skipped, line: `${tool}: ${passed} passed, ${failed} failed, ${skipped} skipped` };
}
