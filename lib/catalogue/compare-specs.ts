import { formatCount } from "@/lib/format-number";
import { formatModelPrice } from "@/lib/money/format-usd";
import type { CatalogueModel, FactOrigin, ProviderKind, Stated } from "./catalogue-model";
import { originOf } from "./origin-of";
import { formatDayCost } from "./table-columns";
import { toWorkloadCost, type Workload } from "./workload";

type Cell = {
  text: string;
  /** How far a number is from the first model's, as a share: `+50%`; null where that means nothing. */
  difference: string | null;
  /** Who says so and when; null for what was worked out here. */
  origin: FactOrigin | null;
  /** Compared with the first model: null where that means nothing, or one of the two is not known. */
  verdict: "better" | "worse" | null;
  /** It says something else than the first model's. */
  differs: boolean;
};

export type SpecRow = { label: string; cells: Cell[] };

type Spec = {
  label: string;
  /** The field whose source counts; null for what was worked out here. */
  field: string | null;
  read: (model: CatalogueModel) => number | string | Stated;
  write: (model: CatalogueModel) => string;
  /** Which of two known numbers is better for who uses the model. */
  better?: "high" | "low";
};

const orNotStated = (value: string | null) => value ?? "not stated";
const stated = (value: Stated) => (value === null ? "not stated" : value ? "yes" : "no");
const tokens = (value: number | null) => (value === null ? "not stated" : formatCount(value));

type FlagField =
  | "imageInput"
  | "audioInput"
  | "videoInput"
  | "pdfInput"
  | "toolUse"
  | "reasoning"
  | "structuredOutput"
  | "openWeights";

const flag = (label: string, field: FlagField): Spec => ({
  label,
  field,
  read: (model) => model[field],
  write: (model) => stated(model[field]),
});

const priceOf = (label: string, read: (model: CatalogueModel) => number | null): Spec => ({
  label,
  field: "prices",
  read,
  write: (model) => formatModelPrice(model, read(model)),
  better: "low",
});

const specs: Spec[] = [
  {
    label: "Context",
    field: "contextTokens",
    read: (m) => m.contextTokens,
    write: (m) => tokens(m.contextTokens),
    better: "high",
  },
  {
    label: "Max output",
    field: "maxOutputTokens",
    read: (m) => m.maxOutputTokens,
    write: (m) => tokens(m.maxOutputTokens),
    better: "high",
  },
  priceOf("Input $/1M", (m) => m.prices.inputUsdPerMTok),
  priceOf("Output $/1M", (m) => m.prices.outputUsdPerMTok),
  priceOf("Cached input $/1M", (m) => m.prices.cachedInputUsdPerMTok),
  flag("Images", "imageInput"),
  flag("Audio", "audioInput"),
  flag("Video", "videoInput"),
  flag("PDF", "pdfInput"),
  flag("Tools", "toolUse"),
  flag("Reasoning", "reasoning"),
  flag("JSON schema", "structuredOutput"),
  flag("Open weights", "openWeights"),
  {
    label: "Released",
    field: "releaseDate",
    read: (m) => m.releaseDate,
    write: (m) => orNotStated(m.releaseDate),
  },
  {
    label: "Knowledge until",
    field: "knowledge",
    read: (m) => m.knowledge,
    write: (m) => orNotStated(m.knowledge),
  },
];

/** What a workload costs a day, as one more thing that models differ in. */
const toCostSpec = (workload: Workload, kindOf: (model: CatalogueModel) => ProviderKind): Spec => {
  const cost = (model: CatalogueModel) =>
    toWorkloadCost({ model, provider: { kind: kindOf(model) } }, workload);
  return {
    label: "Est. $/day",
    field: null,
    read: (model) => cost(model).usdPerDay,
    write: (model) => {
      const { usdPerDay } = cost(model);
      return usdPerDay === null || usdPerDay === 0
        ? formatModelPrice(model, usdPerDay)
        : formatDayCost(usdPerDay);
    },
    better: "low",
  };
};

type Judged = Pick<Cell, "verdict" | "difference">;

function judge({ read, better }: Spec, model: CatalogueModel, baseline: CatalogueModel): Judged {
  const [own, other] = [read(model), read(baseline)];
  if (better === undefined || typeof own !== "number" || typeof other !== "number" || own === other)
    return { verdict: null, difference: null };
  // A price of 0 is listed, which need not mean free: nothing is better than it or worse.
  if (better === "low" && (own === 0 || other === 0)) return { verdict: null, difference: null };
  return {
    verdict: own > other === (better === "high") ? "better" : "worse",
    difference: other === 0 ? null : toDifference(own / other),
  };
}

/** `+50%`, `−94%`; from three times as much on `×3.1`, below a hundredth `÷309`: nothing is 100 % less than it was. */
function toDifference(ratio: number): string {
  if (ratio > 0 && ratio < 0.01) return `÷${formatCount(Math.round(1 / ratio))}`;
  if (ratio >= 3) return `×${ratio >= 10 ? formatCount(Math.round(ratio)) : ratio.toFixed(1)}`;
  const percent = (ratio - 1) * 100;
  const digits = Math.abs(percent) < 1 ? 1 : 0;
  return `${percent > 0 ? "+" : "−"}${Math.abs(percent).toFixed(digits)}%`;
}

type Compared = { workload: Workload; kindOf: (model: CatalogueModel) => ProviderKind };

/** The models' facts side by side, each beside the first model's. */
export function compareSpecs(models: readonly CatalogueModel[], compared?: Compared): SpecRow[] {
  const [baseline] = models;
  if (baseline === undefined) return [];
  const all = compared === undefined ? specs : [...specs, toCostSpec(compared.workload, compared.kindOf)];
  return all.map((spec) => ({
    label: spec.label,
    cells: models.map((model) => ({
      text: spec.write(model),
      ...(model === baseline ? { verdict: null, difference: null } : judge(spec, model, baseline)),
      differs: spec.write(model) !== spec.write(baseline),
      origin: spec.field === null ? null : originOf(model, spec.field),
    })),
  }));
}
