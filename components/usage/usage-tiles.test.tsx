import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { sumGroups } from "@/lib/usage/summarise";
import type { UsageGroup, UsageReport } from "@/lib/usage/usage-report";
import { UsageTiles } from "./usage-tiles";

const group: UsageGroup = {
  day: 20_000,
  model: "acme/large",
  source: "chat",
  tokenId: null,
  outcome: "complete",
  costStatus: "unknown",
  usageSource: null,
  began: true,
  runs: 2,
  inputTokens: 0,
  outputTokens: 0,
  usd: 0,
};

function readTiles(groups: UsageGroup[]): string {
  const report: UsageReport = {
    days: 7,
    today: 20_000,
    groups,
    latencies: [],
    latencyRuns: 0,
    failures: [],
    tokenNames: {},
    budget: null,
  };
  const html = renderToStaticMarkup(<UsageTiles report={report} sum={sumGroups(groups)} />);
  return html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

it("tokens that no provider reported are no 0", () => {
  const text = readTiles([group]);
  expect(text).toContain(
    "Tokens – Nothing ran whose tokens are known. Not counted: 2 runs of unknown tokens",
  );
  expect(text).not.toContain("0 in");
});

it("a sum of tokens says how many runs are not in it", () => {
  const counted = { ...group, usageSource: "reported", inputTokens: 1_000, outputTokens: 20 } as const;
  expect(readTiles([counted])).toContain("1K in, 20 out Runs");
  expect(readTiles([counted, { ...group, runs: 1 }])).toContain(
    "1K in, 20 out Not counted: 1 run of unknown tokens",
  );
});

it.each([
  [1, "1 more was simulated or local"],
  [2, "2 more were simulated or local"],
])("%d runs that cost nothing are counted apart", (runs, words) => {
  expect(readTiles([{ ...group, costStatus: "simulated", runs }])).toContain(words);
});
