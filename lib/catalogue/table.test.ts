import { describe, expect, it } from "vitest";
import { blankModel } from "./blank-model";
import type { CatalogueModel, CatalogueProvider } from "./catalogue-model";
import { toChartPoints } from "./chart-points";
import { groupRows, toGroupKey, toLines } from "./group-rows";
import { sortRows } from "./sort-rows";
import { columnIds, type ModelRow } from "./table-columns";
import { clampWorkload, findPreset, toWorkloadCost, workloads } from "./workload";
import { writeCsv, writeJson } from "./write-table";

const provider = (id: string, overrides: Partial<CatalogueProvider> = {}): CatalogueProvider => ({
  id,
  name: id.toUpperCase(),
  kind: "hosted",
  callable: false,
  reason: null,
  keyVariable: null,
  baseUrl: "",
  docsUrl: null,
  notice: null,
  ended: false,
  listing: null,
  ...overrides,
});

function rowWith(providerId: string, id: string, overrides: Partial<CatalogueModel> = {}): ModelRow {
  const blank = blankModel({
    providerId,
    id,
    kind: "hosted",
    source: "models.dev",
    sourceDate: "2026-07-02",
  });
  return { provider: provider(providerId), model: { ...blank, ref: `${providerId}/${id}`, ...overrides } };
}

const priced = (input: number, output = input): Partial<CatalogueModel> => ({
  priceState: input === 0 && output === 0 ? "listed-zero" : "metered",
  prices: { inputUsdPerMTok: input, outputUsdPerMTok: output, cachedInputUsdPerMTok: null },
});
const workload = workloads.chat;
const refs = (rows: ModelRow[]) => rows.map(({ model }) => model.ref);

describe("sorting", () => {
  const rows = [rowWith("a", "dear", priced(3)), rowWith("a", "unknown"), rowWith("a", "zero", priced(0))];

  it("puts what is not known last in both directions; 0 is a value", () => {
    const by = (direction: "asc" | "desc") =>
      refs(sortRows(rows, { sorting: { column: "inputPrice", direction }, workload }));
    expect(by("asc")).toEqual(["a/zero", "a/dear", "a/unknown"]);
    expect(by("desc")).toEqual(["a/dear", "a/zero", "a/unknown"]);
  });

  it("leaves equals in their order, and counts numbers in names as numbers", () => {
    const named = [rowWith("a", "x", { name: "Qwen 10" }), rowWith("a", "y", { name: "qwen 2" })];
    const sorting = { column: "model", direction: "asc" } as const;
    expect(refs(sortRows(named, { sorting, workload }))).toEqual(["a/y", "a/x"]);
    expect(refs(sortRows(rows, { sorting: { column: "status", direction: "desc" }, workload }))).toEqual(
      refs(rows),
    );
  });

  it("is possible by every column", () => {
    for (const column of columnIds)
      expect(sortRows(rows, { sorting: { column, direction: "asc" }, workload })).toHaveLength(3);
  });
});

describe("grouping", () => {
  it.each([
    ["moonshotai/Kimi-K2.6", "kimi-k2-6"],
    ["Qwen/Qwen3-235B-A22B-FP8", "qwen3-235b-a22b"],
    ["accounts/x/models/kimi_k2.6:free", "kimi-k2.6"],
  ])("takes %s and %s for one model", (a, b) => {
    expect(toGroupKey({ canonicalId: null, id: a })).toBe(toGroupKey({ canonicalId: null, id: b }));
  });

  it.each([
    ["gpt-4", "gpt-4-turbo"],
    ["llama-3.3-70b", "llama-3.3-8b"],
    ["qwen3-coder-30b", "qwen3-30b"],
  ])("keeps %s and %s apart", (a, b) => {
    expect(toGroupKey({ canonicalId: null, id: a })).not.toBe(toGroupKey({ canonicalId: null, id: b }));
  });

  it("goes by the id that a source says they share, when it does", () => {
    expect(toGroupKey({ canonicalId: "moonshotai/kimi-k2", id: "km2-prod" })).toBe(
      toGroupKey({ canonicalId: null, id: "Kimi-K2" }),
    );
  });

  it("shows one line for all offers, theirs when it is open, and no heading over a single offer", () => {
    const rows = [
      rowWith("a", "kimi-k2"),
      rowWith("b", "single"),
      rowWith("c", "x/Kimi-K2", { name: "Kimi K2" }),
    ];
    const groups = groupRows(rows);
    expect(groups.map(({ providers }) => providers)).toEqual([2, 1]);
    expect(toLines(groups, new Set()).map(({ kind }) => kind)).toEqual(["group", "model"]);
    const open = toLines(groups, new Set([groups[0]?.key ?? ""]));
    expect(open.map(({ kind }) => kind)).toEqual(["group", "model", "model", "model"]);
  });
});

describe("a workload", () => {
  it("is priced run by run, so that a price for long inputs counts for each", () => {
    const tiered = rowWith("a", "m", {
      priceState: "metered",
      prices: {
        inputUsdPerMTok: 1.25,
        outputUsdPerMTok: 10,
        cachedInputUsdPerMTok: null,
        tiers: [
          {
            aboveInputTokens: 200_000,
            inputUsdPerMTok: 2.5,
            outputUsdPerMTok: 15,
            cachedInputUsdPerMTok: null,
            cacheWriteUsdPerMTok: null,
          },
        ],
      },
    });
    const cost = (inputTokens: number) =>
      toWorkloadCost(tiered, { inputTokens, cachedPercent: 0, outputTokens: 1_000, runsPerDay: 2 }).usdPerDay;
    expect(cost(200_000)).toBeCloseTo(0.52, 10);
    expect(cost(200_001)).toBeCloseTo(1.030005, 10);
  });

  it("costs nothing known where no price is published, and says when it does not fit", () => {
    expect(toWorkloadCost(rowWith("a", "m"), workload)).toMatchObject({ usdPerDay: null, misfit: null });
    const small = rowWith("a", "m", { ...priced(1), contextTokens: 1_000 });
    expect(toWorkloadCost(small, workload).misfit).toMatch(/do not fit/);
    const less = rowWith("a", "m", { ...priced(1), contextTokens: 1_000_000, maxInputTokens: 10 });
    expect(toWorkloadCost(less, workload).misfit).toBe("it takes less input than that");
  });

  it("takes its cached share from the input at its own price", () => {
    const row = rowWith("a", "m", {
      priceState: "metered",
      prices: { inputUsdPerMTok: 2, outputUsdPerMTok: 0, cachedInputUsdPerMTok: 1 },
    });
    const half = { inputTokens: 1_000_000, cachedPercent: 50, outputTokens: 0, runsPerDay: 1 };
    expect(toWorkloadCost(row, half).usdPerDay).toBeCloseTo(1.5, 10);
  });

  it("stays within what is possible, whatever an address says", () => {
    expect(
      clampWorkload({ inputTokens: -5, cachedPercent: 400, outputTokens: 1.4, runsPerDay: 1e12 }),
    ).toEqual({
      inputTokens: 0,
      cachedPercent: 100,
      outputTokens: 1,
      runsPerDay: 100_000_000,
    });
    expect(findPreset({ ...workloads.rag })).toBe("rag");
    expect(findPreset({ ...workloads.rag, runsPerDay: 1 })).toBeNull();
  });
});

describe("an export", () => {
  const columns = ["model", "inputPrice", "capabilities", "availability"] as const;
  const rows = [
    rowWith("a", "m", { ...priced(0.0023), name: '=HYPERLINK("x"), y' }),
    rowWith("a", "n", { imageInput: true, toolUse: false }),
  ];

  it("has no cell that a spreadsheet splits or runs, and leaves empty what is not known", () => {
    const [header, first, second] = writeCsv({ rows, columns, workload }).split("\r\n");
    expect(header).toMatch(/^ref,model,inputUsdPerMTok,imageInput,/);
    expect(first).toContain(`a/m,"'=HYPERLINK(""x""), y",0.0023,`);
    expect(second).toMatch(/^a\/n,n,,yes,,,,no,,/);
    expect(second).toContain("unknown,models.dev,2026-07-02");
  });

  it("has a worked-out cost without the digits that adding up leaves behind", () => {
    const priced = rowWith("a", "m", {
      prices: { inputUsdPerMTok: 1, outputUsdPerMTok: 2, cachedInputUsdPerMTok: null },
      priceState: "metered",
    });
    const csv = writeCsv({ rows: [priced], columns: ["cost"], workload: workloads.chat });
    expect(csv.split("\r\n")[1]).toMatch(/^a\/m,0\.23,/);
  });

  it("as JSON says null for what is not known", () => {
    const { models } = JSON.parse(writeJson({ rows, columns, workload }));
    expect(models[1]).toMatchObject({ ref: "a/n", inputUsdPerMTok: null, imageInput: "yes", toolUse: "no" });
  });
});

describe("a chart", () => {
  it("draws no unknown as 0: models without a price have lines of their own, those without a context none", () => {
    const context = { contextTokens: 1_000 };
    const points = toChartPoints([
      rowWith("a", "metered", { ...priced(2), ...context }),
      rowWith("a", "zero", { ...priced(0), ...context }),
      rowWith("a", "unknown", context),
      rowWith("a", "here", { ...context, priceState: "local" }),
      rowWith("a", "nowhere", priced(2)),
    ]);
    expect(points.priced.map(({ ref }) => ref)).toEqual(["a/metered"]);
    expect(points.unpriced.map(({ gutter }) => gutter)).toEqual([
      "$0 listed",
      "not published",
      "local or simulated",
    ]);
    expect(points.withoutContext).toBe(1);
  });
});
