"use client";

import { ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type EChartsType, init, use as register } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useRef } from "react";
import { subscribeToTheme } from "@/components/workspace/theme-store";
import { toChartPoints } from "@/lib/catalogue/chart-points";
import { toModelAddress } from "@/lib/catalogue/model-address";
import type { ModelRow } from "@/lib/catalogue/table-columns";
import { formatCount } from "@/lib/format-number";
import { type ChartColors, type Datum, listPlaces, toChartOption } from "./chart-option";
import { useChartKeys } from "./use-chart-keys";

register([ScatterChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** A canvas knows no variables, and not every way to write a colour: the page's are drawn and read back. */
function readColors(): ChartColors {
  const style = getComputedStyle(document.documentElement);
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const read = (name: string) => {
    if (context === null) return "gray";
    context.fillStyle = style.getPropertyValue(name).trim();
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
  };
  return {
    text: read("--foreground"),
    muted: read("--muted"),
    line: read("--separator"),
    ready: read("--accent"),
    other: read("--muted"),
    surface: read("--background"),
  };
}

/** Every model by context and price; a press opens it, and so does Enter on the one that arrow keys have led to. */
export function ModelChart({ rows }: { rows: readonly ModelRow[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const router = useRouter();
  const points = toChartPoints(rows);
  const { priced, unpriced, withoutContext } = points;
  const countOf = (gutter: string) => unpriced.filter((point) => point.gutter === gutter).length;

  const keys = useChartKeys(chart, (datum) => router.push(toModelAddress(datum.point.ref)));

  const draw = useEffectEvent(() => {
    const isNarrow = (frame.current?.clientWidth ?? 0) < 640;
    const option = toChartOption(points, { colors: readColors(), isNarrow });
    chart.current?.setOption(option, true);
    keys.setPlaces(listPlaces(option));
  });
  const open = useEffectEvent((datum: Datum) => router.push(toModelAddress(datum.point.ref)));

  useEffect(() => {
    if (frame.current === null) return;
    const drawn = init(frame.current, null, { renderer: "canvas" });
    chart.current = drawn;
    drawn.on("click", ({ data }) => open(data as unknown as Datum));
    draw();
    const watch = new ResizeObserver(() => {
      drawn.resize();
      draw();
    });
    watch.observe(frame.current);
    const leave = subscribeToTheme(draw);
    return () => {
      leave();
      watch.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn changes with the rows alone
  useEffect(draw, [rows]);

  const words = [
    `${formatCount(priced.length)} models by context and input price`,
    `${formatCount(countOf("not published"))} without a published price`,
    `${formatCount(countOf("$0 listed"))} listed at $0`,
    ...(withoutContext > 0 ? [`${formatCount(withoutContext)} not drawn: their context is not stated`] : []),
  ];
  return (
    <figure className="flex min-h-0 flex-1 flex-col p-4">
      <figcaption className="mb-2 text-xs text-muted">
        {words.join(" · ")}. Press a point, or arrow keys and Enter, to open a model.
      </figcaption>
      <div
        ref={frame}
        role="application"
        aria-roledescription="chart"
        aria-label={`Chart: ${words.join(", ")}`}
        aria-describedby="chart-point"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: its points are reached by keys
        tabIndex={0}
        className="min-h-96 flex-1 rounded-lg focus-visible:outline-2 focus-visible:outline-focus"
        onKeyDown={keys.onKeyDown}
        onBlur={keys.leave}
      />
      <p id="chart-point" role="status" className="sr-only">
        {keys.words}
      </p>
    </figure>
  );
}
