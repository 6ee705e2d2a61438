import { formatCount } from "@/lib/format-number";
import { formatModelPrice } from "@/lib/money/format-usd";
import type { CatalogueModel, Stated } from "./catalogue-model";

type Cell = {
  text: string;
  /** Compared with the first model: null where that means nothing, or one of the two is not known. */
  verdict: "better" | "worse" | null;
  /** It says something else than the first model's. */
  differs: boolean;
};

export type SpecRow = { label: string; cells: Cell[] };

type Spec = {
  label: string;
  read: (model: CatalogueModel) => number | string | Stated;
  write: (model: CatalogueModel) => string;
  /** Which of two known numbers is better for who uses the model. */
  better?: "high" | "low";
};

const orNotStated = (value: string | null) => value ?? "not stated";
const stated = (value: Stated) => (value === null ? "not stated" : value ? "yes" : "no");
const tokens = (value: number | null) => (value === null ? "not stated" : formatCount(value));

const flag = (label: string, read: (model: CatalogueModel) => Stated): Spec => ({
  label,
  read,
  write: (model) => stated(read(model)),
});

const priceOf = (label: string, read: (model: CatalogueModel) => number | null): Spec => ({
  label,
  read,
  write: (model) => formatModelPrice(model, read(model)),
  better: "low",
});

const specs: Spec[] = [
  { label: "Context", read: (m) => m.contextTokens, write: (m) => tokens(m.contextTokens), better: "high" },
  {
    label: "Max output",
    read: (m) => m.maxOutputTokens,
    write: (m) => tokens(m.maxOutputTokens),
    better: "high",
  },
  priceOf("Input $/1M", (m) => m.prices.inputUsdPerMTok),
  priceOf("Output $/1M", (m) => m.prices.outputUsdPerMTok),
  priceOf("Cached input $/1M", (m) => m.prices.cachedInputUsdPerMTok),
  flag("Images", (m) => m.imageInput),
  flag("Audio", (m) => m.audioInput),
  flag("Video", (m) => m.videoInput),
  flag("PDF", (m) => m.pdfInput),
  flag("Tools", (m) => m.toolUse),
  flag("Reasoning", (m) => m.reasoning),
  flag("JSON schema", (m) => m.structuredOutput),
  flag("Open weights", (m) => m.openWeights),
  { label: "Released", read: (m) => m.releaseDate, write: (m) => orNotStated(m.releaseDate) },
  { label: "Knowledge until", read: (m) => m.knowledge, write: (m) => orNotStated(m.knowledge) },
];

function judge({ read, better }: Spec, model: CatalogueModel, baseline: CatalogueModel): Cell["verdict"] {
  const [own, other] = [read(model), read(baseline)];
  if (better === undefined || typeof own !== "number" || typeof other !== "number" || own === other)
    return null;
  // A price of 0 is listed, which need not mean free: nothing is better than it or worse.
  if (better === "low" && (own === 0 || other === 0)) return null;
  return own > other === (better === "high") ? "better" : "worse";
}

/** The models' facts side by side, each beside the first model's. */
export function compareSpecs(models: readonly CatalogueModel[]): SpecRow[] {
  const [baseline] = models;
  if (baseline === undefined) return [];
  return specs.map((spec) => ({
    label: spec.label,
    cells: models.map((model) => ({
      text: spec.write(model),
      verdict: model === baseline ? null : judge(spec, model, baseline),
      differs: spec.write(model) !== spec.write(baseline),
    })),
  }));
}
