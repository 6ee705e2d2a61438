import { expect, it } from "vitest";
import { blankModel } from "@/lib/catalogue/blank-model";
import type { CatalogueModel, CatalogueSource } from "@/lib/catalogue/catalogue-model";
import { withoutLocalPrices } from "@/lib/server/catalogue/local-rows";
import { markOffers } from "./mark-offers";
import { toProviderSettings } from "./provider-settings";

const row = (id: string, source: CatalogueSource): CatalogueModel => ({
  ...blankModel({ providerId: "lmstudio", id, kind: "local", source, sourceDate: "2026-11-20" }),
});

const models = [row("qwen/qwen3-4b", "live"), row("openai/gpt-oss-20b", "models.dev"), row("mine", "config")];

const mark = (running: boolean) =>
  markOffers({
    models,
    providers: toProviderSettings({ config: {}, readVariable: () => null }),
    listings: new Map(),
    servers: new Map([["lmstudio", { running, models: [] }]]),
    callable: new Set(running ? ["lmstudio"] : []),
  });

it("a model that a public list knows for LM Studio is not offered while the running server does not list it", () => {
  expect(mark(true).map(({ id, notOffered }) => [id, notOffered])).toEqual([
    ["qwen/qwen3-4b", null],
    ["openai/gpt-oss-20b", "LM Studio does not have it: it is not among the models that it lists."],
    ["mine", null],
  ]);
  expect(mark(false).every(({ notOffered }) => notOffered === null)).toBe(true);
});

it("a $0 that a public list has for a server on this machine is no price: it runs here", () => {
  const prices = { inputUsdPerMTok: 0, outputUsdPerMTok: 0, cachedInputUsdPerMTok: 0 };
  const listed = models.map((model): CatalogueModel => ({ ...model, prices, priceState: "listed-zero" }));
  const [local] = withoutLocalPrices(listed, () => "local");
  expect(local).toMatchObject({ priceState: "local", prices: { inputUsdPerMTok: null } });
  expect(withoutLocalPrices(listed, () => "hosted")).toEqual(listed);
});
