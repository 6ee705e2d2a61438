"use client";

import { useRef } from "react";
import { IconButton } from "@/components/icons/icon-button";
import type { CatalogueModel, CatalogueProvider } from "@/lib/catalogue/catalogue-model";
import { compareSpecs } from "@/lib/catalogue/compare-specs";
import type { Workload } from "@/lib/catalogue/workload";
import { Sourced } from "./sourced";
import { useKeptScroll } from "./use-kept-scroll";

type SpecComparisonProps = {
  models: CatalogueModel[];
  providers: readonly CatalogueProvider[];
  workload: Workload;
  onRemove: (ref: string) => void;
  /** Makes a model the one that the others are compared with. */
  onLead: (ref: string) => void;
};

/** The picked models' facts beside each other; what differs from the first is lit, and which way is better is marked. */
export function SpecComparison({ models, providers, workload, onRemove, onLead }: SpecComparisonProps) {
  const scroller = useRef<HTMLElement>(null);
  useKeptScroll(scroller, "comparison");
  const kindOf = ({ providerId }: CatalogueModel) =>
    providers.find(({ id }) => id === providerId)?.kind ?? "hosted";
  return (
    <section
      ref={scroller}
      aria-label="Comparison of models"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto"
    >
      <table className="min-w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-30 border-b border-separator bg-background px-4 py-2.5 text-left align-top text-xs font-medium text-muted"
            >
              Beside the baseline
            </th>
            {models.map((model, index) => (
              <th
                key={model.ref}
                scope="col"
                className="sticky top-0 z-20 w-64 min-w-44 border-b border-separator bg-background px-3 py-2 text-left align-top font-normal"
              >
                <span className="flex items-start gap-1">
                  <span className="min-w-0 flex-1">
                    <span
                      dir="auto"
                      className="line-clamp-2 text-left font-medium sm:line-clamp-3"
                      title={model.name}
                    >
                      {model.name}
                    </span>
                    <span
                      className="line-clamp-2 font-mono text-[0.6875rem] break-all text-muted"
                      title={model.ref}
                    >
                      {model.ref}
                    </span>
                    {index === 0 ? (
                      <span className="mt-1 block text-xs text-muted">Baseline</span>
                    ) : (
                      <button
                        type="button"
                        className="mt-1 block cursor-pointer text-left text-xs text-link hover:underline"
                        onClick={() => onLead(model.ref)}
                      >
                        Make it the baseline
                      </button>
                    )}
                  </span>
                  <IconButton
                    icon="close"
                    label={`Take out ${model.name}`}
                    onPress={() => onRemove(model.ref)}
                  />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {compareSpecs(models, { workload, kindOf }).map(({ label, cells }) => (
            <tr key={label}>
              <th
                scope="row"
                className="sticky left-0 z-10 border-b border-separator bg-background px-4 py-2 text-left text-xs font-medium whitespace-nowrap text-muted"
              >
                {label}
              </th>
              {cells.map(({ text, verdict, difference, differs, origin }, index) => (
                <td
                  key={models[index]?.ref}
                  className={`border-b border-separator px-3 py-2 tabular-nums ${differs ? "bg-accent-soft/50" : ""} ${text === "not stated" || text === "not published" ? "text-muted" : ""}`}
                >
                  {origin === null || text === "not stated" || text === "not published" ? (
                    text
                  ) : (
                    <Sourced origin={origin}>{text}</Sourced>
                  )}
                  {verdict !== null && (
                    <span
                      className={`ml-2 rounded-full px-1.5 py-px text-[0.6875rem] ${verdict === "better" ? "bg-success-soft text-success-soft-foreground" : "bg-warning-soft text-warning-soft-foreground"}`}
                    >
                      {difference} {verdict}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
