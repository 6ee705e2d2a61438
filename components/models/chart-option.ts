import type { EChartsCoreOption } from "echarts/core";
import { type ChartPoint, type ChartPoints, gutters } from "@/lib/catalogue/chart-points";
import { toLogDomain } from "@/lib/catalogue/log-domain";
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

type Series = {
  data: Datum[];
  axis: number;
  color: string /** A ring around this colour, not a dot. */;
  within?: string;
};

const gutterLine = 34;
/** Between the chart and the lines of models without a price. */
const gap = 16;
const axisSpace = 48;

function toSeries(name: string, { data, axis, color, within }: Series) {
  return {
    name,
    type: "scatter",
    xAxisIndex: axis,
    yAxisIndex: axis,
    data,
    symbol: "circle",
    symbolSize: 8,
    itemStyle: {
      color: within ?? color,
      opacity: 0.65,
      ...(within !== undefined && { borderColor: color, borderWidth: 1.5 }),
    },
    emphasis: { itemStyle: { opacity: 1, borderColor: color, borderWidth: 3 } },
  };
}

function toData({ priced, unpriced }: ChartPoints): { dots: Datum[]; rest: Datum[] } {
  const dots = priced.map((point) => ({
    value: [point.contextTokens, point.usdPerMTok] satisfies [number, number],
    point,
    words: `${formatPrice(point.usdPerMTok)} per 1M input tokens`,
  }));
  const rest = unpriced.map((point) => ({
    value: [point.contextTokens, point.gutter] satisfies [number, string],
    point,
    words: point.gutter,
  }));
  return { dots, rest };
}

/** What is told of a point: `Kite 2 · Northwind`, and on a second line where it stands. */
export const describeDatum = ({ point, words }: Datum): string =>
  `${point.name} · ${point.provider}\n${formatCompactCount(point.contextTokens)} context, ${words}`;

/** A point with its place among the chart's series. */
export type PlacedDatum = { datum: Datum; seriesIndex: number; dataIndex: number };

/** Every point from the left to the right, of one context from the dearest down: the order in which a keyboard visits them. */
export function listPlaces(option: EChartsCoreOption): PlacedDatum[] {
  const series = option.series as { data: Datum[] }[];
  const height = ({ value: [, y] }: Datum) => (typeof y === "number" ? y : -1);
  return series
    .flatMap(({ data }, seriesIndex) => data.map((datum, dataIndex) => ({ datum, seriesIndex, dataIndex })))
    .sort((a, b) => a.datum.value[0] - b.datum.value[0] || height(b.datum) - height(a.datum));
}

/** Context across and price upwards, both by powers of ten; below, models without a price on lines that say why. */
export function toChartOption(
  points: ChartPoints,
  { colors, isNarrow }: { colors: ChartColors; isNarrow: boolean },
): EChartsCoreOption {
  const { priced, unpriced } = points;
  const { dots, rest } = toData(points);
  const side = { left: isNarrow ? 84 : 120, right: isNarrow ? 16 : 32 };
  // A line nobody stands on would be an empty band.
  const lines = gutters.filter((gutter) => unpriced.some((point) => point.gutter === gutter));
  const height = lines.length * gutterLine;
  const x = toLogDomain([...priced, ...unpriced].map(({ contextTokens }) => contextTokens));
  const y = toLogDomain(priced.map(({ usdPerMTok }) => usdPerMTok));
  const label = { color: colors.muted, hideOverlap: true };
  const axis = {
    axisLine: { lineStyle: { color: colors.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colors.line } },
    nameTextStyle: { color: colors.muted },
  };
  const across = { ...axis, type: "log", ...x };
  const named = {
    ...across,
    name: "Context, tokens",
    nameLocation: "middle",
    nameGap: 28,
    axisLabel: { ...label, formatter: formatCompactCount },
  };
  const upwards = {
    ...axis,
    type: "log",
    ...y,
    gridIndex: 0,
    name: "Input $/1M",
    nameTextStyle: { color: colors.muted, align: "right" },
    axisLabel: { ...label, formatter: formatPrice },
  };
  const reasons = {
    ...axis,
    type: "category",
    gridIndex: 1,
    data: lines,
    axisLabel: { color: colors.muted, width: side.left - 12, overflow: "break", interval: 0 },
  };
  const hasLines = lines.length > 0;
  const of = (data: Datum[], isReady: boolean) => data.filter(({ point }) => point.isReady === isReady);
  return {
    animation: false,
    textStyle: { fontFamily: "inherit", color: colors.text },
    grid: [
      { ...side, top: 36, bottom: axisSpace + (hasLines ? height + gap : 0) },
      ...(hasLines ? [{ ...side, height, bottom: axisSpace }] : []),
    ],
    legend: { top: 0, right: side.right, icon: "circle", itemWidth: 8, textStyle: { color: colors.muted } },
    tooltip: {
      backgroundColor: colors.surface,
      borderColor: colors.line,
      textStyle: { color: colors.text, fontSize: 12 },
      confine: true,
      // Text, not HTML: names come from strangers.
      renderMode: "richText",
      formatter: ({ data }: { data: Datum }) => describeDatum(data),
    },
    xAxis: hasLines
      ? [
          { ...across, gridIndex: 0, axisLabel: { show: false } },
          { ...named, gridIndex: 1 },
        ]
      : [{ ...named, gridIndex: 0 }],
    yAxis: hasLines ? [upwards, reasons] : [upwards],
    series: [
      toSeries("Others", { data: of(dots, false), axis: 0, color: colors.other }),
      toSeries("Ready", { data: of(dots, true), axis: 0, color: colors.ready }),
      ...(hasLines
        ? [
            toSeries("Others", {
              data: of(rest, false),
              axis: 1,
              color: colors.other,
              within: colors.surface,
            }),
            toSeries("Ready", { data: of(rest, true), axis: 1, color: colors.ready, within: colors.surface }),
          ]
        : []),
    ],
  };
}
