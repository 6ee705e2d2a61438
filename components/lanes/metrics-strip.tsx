import type { ReactNode } from "react";
import type { Metric } from "./to-metrics";

type MetricsStripProps = {
  metrics: Metric[];
  /** Id of the list of explanations. */
  explanationId: string;
  explained: boolean;
  /** What else can be looked at beside the explanations. */
  more: ReactNode;
};

/** What an answer took. Each number says where it comes from: on hover, and in the list of explanations. */
export function MetricsStrip({ metrics, explanationId, explained, more }: MetricsStripProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    <div role="group" aria-label="Metrics" className="text-xs text-muted">
      <p className="flex flex-wrap items-center gap-x-3.5 gap-y-1">
        {metrics
          .filter(({ isDetail }) => isDetail !== true)
          .map(({ id, label, value, source, isBest }) => (
            <span key={id} title={isBest ? `The best of this turn. ${source}` : source}>
              {label}{" "}
              <span
                className={`tabular-nums ${isBest ? "font-semibold text-success-soft-foreground" : "text-foreground/90"}`}
              >
                {value}
                {isBest && (
                  <>
                    <span aria-hidden="true"> ★</span>
                    <span className="sr-only"> (best of this turn)</span>
                  </>
                )}
              </span>
            </span>
          ))}
      </p>
      <dl
        id={explanationId}
        hidden={!explained}
        className="mt-2.5 grid gap-x-4 gap-y-1 border-t border-separator pt-2.5 sm:grid-cols-[auto_1fr]"
      >
        {explained &&
          metrics.map(({ id, label, value, source, isDetail }) => (
            <div key={id} className="contents">
              <dt className="font-medium text-foreground/90">{label}</dt>
              <dd className="mb-1 sm:mb-0">
                {isDetail === true && <span className="text-foreground/90 tabular-nums">{value}. </span>}
                {source}
              </dd>
            </div>
          ))}
      </dl>
      {explained && <div className="mt-2">{more}</div>}
    </div>
  );
}
