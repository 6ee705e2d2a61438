const ms = (value) => (value === null ? "unknown" : `${value.toFixed(2)} ms`);
const microseconds = (value) => (value === null ? "unknown" : `${value.toFixed(0)} µs`);
const megabytes = (value) => (value === null ? "unknown" : `${value.toFixed(0)} MB`);
const count = (value) => Math.round(value).toLocaleString("en-US");

const rows = [
  ["Just started: added, p50", "startedP50", ms],
  ["First token added, p50", "addedP50", ms],
  ["First token added, p95", "addedP95", ms],
  ["First token, paced, p95", "firstP95", ms],
  ["Delay added per token, p50", "delayP50", ms],
  ["Delay added per token, p99", "delayP99", ms],
  ["CPU per token, paced", "cpuMicrosecondsPerToken", microseconds],
  ["Tokens per second, unpaced", "unpacedTokensPerSecond", count],
  ["Memory, idle", "idleMegabytes", megabytes],
  ["Memory, peak while paced", "peakMegabytes", megabytes],
];

/** The whole run as one text: the chat road, its floor from the same run, and how many times the floor it is. */
export function formatReport({ pipe, chat, pages, plan, machine }) {
  const first = pages.map(
    ({ page, kilobytes }) => `${page.padEnd(10)}${kilobytes.toFixed(0).padStart(6)} KB`,
  );
  return [
    ...machine,
    "",
    `paced, gzip accepted: ${plan.streams} streams × ${plan.tokensPerSecond} tokens/s × ${plan.seconds} s`,
    "",
    ...formatTable(["bare pipe", "chat road"], [pipe, chat]),
    "",
    "JavaScript of a page's first load, compressed",
    ...first,
    "",
  ].join("\n");
}

/** A floor, what is measured beside it, and how many times the floor that is, as lines of text: a line for each measure. */
export function formatTable(names, [floor, measured]) {
  const taken = rows.filter(([, key]) => floor[key] !== undefined);
  const lines = taken.map(([title, key, format]) => [
    title,
    format(floor[key]),
    format(measured[key]),
    formatRatio(floor[key], measured[key]),
  ]);
  return [["", ...names, "ratio"], ...lines].map(formatLine);
}

function formatRatio(floor, value) {
  return floor === null || value === null || floor <= 0 ? "" : `× ${(value / floor).toFixed(1)}`;
}

function formatLine([title, ...cells]) {
  return `${title.padEnd(28)}${cells.map((cell) => cell.padStart(14)).join("")}`.trimEnd();
}
