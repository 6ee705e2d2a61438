import type { EChartsCoreOption } from "echarts/core";
import { type ChartPoint, type ChartPoints, gutters } from "@/lib/catalogue/chart-points";
import { formatCompactCount } from "@/lib/format-number";
import { formatPrice } from "@/lib/money/format-usd";

export type ChartColors = {
  text: string;
  muted: string;
  line: string;
  ready: string;
  other: string;
  surface: string;
};

/** What a point carries beside its place. */
export type Datum = { value: [number, number | string]; point: ChartPoint; words: string };

const gutterHeight = 96;

function toSeries(
  name: string,
  { data, axis, color, symbol }: { data: Datum[]; axis: number; color: string; symbol: string },
) {
  return {
    name,
    type: "scatter",
    xAxisIndex: axis,
    yAxisIndex: axis,
    data,
    symbol,
    symbolSize: 8,
    itemStyle: { color, opacity: 0.65 },
    emphasis: { itemStyle: { opacity: 1, borderColor: color, borderWidth: 3 } },
  };
}

/** By decades, or a chart of few models would have an axis without a number on it. */
function toBounds(values: readonly number[]): { min: number; max: number } {
  if (values.length === 0) return { min: 0.1, max: 10 };
  const min = 10 ** Math.floor(Math.log10(Math.min(...values)));
  const max = 10 ** Math.ceil(Math.log10(Math.max(...values)));
  return { min, max: max > min ? max : min * 10 };
}

/** Context across and price upwards, both by powers of ten; below, models without a price on lines that say why. */
export function toChartOption(
  { priced, unpriced }: ChartPoints,
  { colors, isNarrow }: { colors: ChartColors; isNarrow: boolean },
): EChartsCoreOption {
  const left = isNarrow ? 78 : 120;
  const right = isNarrow ? 16 : 32;
  const contexts = [...priced, ...unpriced].map(({ contextTokens }) => contextTokens);
  const x = toBounds(contexts);
  const y = toBounds(priced.map(({ usdPerMTok }) => usdPerMTok));
  const dots: Datum[] = priced.map((point) => ({
    value: [point.contextTokens, point.usdPerMTok],
    point,
    words: `${formatPrice(point.usdPerMTok)} per 1M input tokens`,
  }));
  const rest: Datum[] = unpriced.map((point) => ({
    value: [point.contextTokens, point.gutter],
    point,
    words: point.gutter,
  }));
  const axis = {
    axisLine: { lineStyle: { color: colors.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colors.line } },
    axisLabel: { color: colors.muted },
    nameTextStyle: { color: colors.muted },
  };
  const across = { ...axis, type: "log", ...x };
  const ready = (data: Datum[], isReady: boolean) => data.filter(({ point }) => point.isReady === isReady);
  return {
    animation: false,
    textStyle: { fontFamily: "inherit", color: colors.text },
    grid: [
      { left, right, top: 36, bottom: gutterHeight + 64 },
      { left, right, height: gutterHeight, bottom: 48 },
    ],
    legend: { top: 0, right, icon: "circle", itemWidth: 8, textStyle: { color: colors.muted } },
    tooltip: {
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.text, fontSize: 12 },
      // Text, not HTML: names come from strangers.
      renderMode: "richText",
      formatter: ({ data }: { data: Datum }) =>
        `${data.point.name} · ${data.point.provider}\n${formatCompactCount(data.point.contextTokens)} context, ${data.words}`,
    },
    xAxis: [
      { ...across, gridIndex: 0, axisLabel: { show: false } },
      {
        ...across,
        gridIndex: 1,
        name: "Context, tokens",
        nameLocation: "middle",
        nameGap: 28,
        axisLabel: { color: colors.muted, formatter: formatCompactCount },
      },
    ],
    yAxis: [
      {
        ...axis,
        type: "log",
        ...y,
        gridIndex: 0,
        name: "Input $/1M",
        nameTextStyle: { color: colors.muted, align: "right" },
        axisLabel: { color: colors.muted, formatter: formatPrice },
      },
      {
        ...axis,
        type: "category",
        gridIndex: 1,
        data: gutters,
        axisLabel: { color: colors.muted, width: left - 12, overflow: "break", interval: 0 },
      },
    ],
    series: [
      toSeries("Others", { data: ready(dots, false), axis: 0, color: colors.other, symbol: "circle" }),
      toSeries("Ready", { data: ready(dots, true), axis: 0, color: colors.ready, symbol: "circle" }),
      toSeries("Others", { data: ready(rest, false), axis: 1, color: colors.other, symbol: "emptyCircle" }),
      toSeries("Ready", { data: ready(rest, true), axis: 1, color: colors.ready, symbol: "emptyCircle" }),
    ],
  };
}
