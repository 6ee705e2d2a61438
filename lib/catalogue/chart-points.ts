import type { ModelRow } from "./table-columns";

/** Where models stand that have no price to be drawn at. */
export const gutters = ["not published", "$0 listed", "local or simulated"] as const;
export type Gutter = (typeof gutters)[number];

export type ChartPoint = {
  ref: string;
  name: string;
  provider: string;
  contextTokens: number;
  isReady: boolean;
};

export type ChartPoints = {
  priced: (ChartPoint & { usdPerMTok: number })[];
  unpriced: (ChartPoint & { gutter: Gutter })[];
  /** Models whose context is not stated: they have no place on the chart. */
  withoutContext: number;
};

function toGutter({ model }: ModelRow): Gutter | null {
  if (model.priceState === "local" || model.priceState === "simulated") return "local or simulated";
  if (model.prices.inputUsdPerMTok === null) return "not published";
  return model.prices.inputUsdPerMTok === 0 ? "$0 listed" : null;
}

/** Models as points of context and input price. What is unknown is never drawn as 0. */
export function toChartPoints(rows: readonly ModelRow[]): ChartPoints {
  const points: ChartPoints = { priced: [], unpriced: [], withoutContext: 0 };
  for (const row of rows) {
    const { model, provider } = row;
    if (model.contextTokens === null) {
      points.withoutContext += 1;
      continue;
    }
    const point = {
      ref: model.ref,
      name: model.name,
      provider: provider.name,
      contextTokens: model.contextTokens,
      isReady: provider.callable && model.notOffered === null,
    };
    const gutter = toGutter(row);
    if (gutter !== null) points.unpriced.push({ ...point, gutter });
    else if (model.prices.inputUsdPerMTok !== null)
      points.priced.push({ ...point, usdPerMTok: model.prices.inputUsdPerMTok });
  }
  return points;
}
