"use client";

import { IconButton } from "@/components/icons/icon-button";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import { compareSpecs } from "@/lib/catalogue/compare-specs";
import { describeSource } from "@/lib/catalogue/describe-source";

type SpecComparisonProps = { models: CatalogueModel[]; onRemove: (ref: string) => void };

/** The picked models' facts beside each other; what differs from the first is lit, and which way is better is marked. */
export function SpecComparison({ models, onRemove }: SpecComparisonProps) {
  return (
    <section
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
              className="sticky top-0 left-0 z-30 border-b border-separator bg-background px-4 text-left text-xs font-medium text-muted"
            >
              Beside the first
            </th>
            {models.map((model) => (
              <th
                key={model.ref}
                scope="col"
                title={describeSource(model)}
                className="sticky top-0 z-20 min-w-44 border-b border-separator bg-background px-3 py-2 text-left align-top font-normal"
              >
                <span className="flex items-start gap-1">
                  <span className="min-w-0 flex-1">
                    <span className="block font-medium">{model.name}</span>
                    <span className="block font-mono text-[0.6875rem] break-all text-muted">{model.ref}</span>
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
          {compareSpecs(models).map(({ label, cells }) => (
            <tr key={label}>
              <th
                scope="row"
                className="sticky left-0 z-10 border-b border-separator bg-background px-4 py-2 text-left text-xs font-medium whitespace-nowrap text-muted"
              >
                {label}
              </th>
              {cells.map(({ text, verdict, differs }, index) => (
                <td
                  key={models[index]?.ref}
                  className={`border-b border-separator px-3 py-2 tabular-nums ${differs ? "bg-accent-soft/50" : ""} ${text === "not stated" || text === "not published" ? "text-muted" : ""}`}
                >
                  {text}
                  {verdict !== null && (
                    <span
                      className={`ml-2 rounded-full px-1.5 py-px text-[0.6875rem] ${verdict === "better" ? "bg-success-soft text-success-soft-foreground" : "bg-warning-soft text-warning-soft-foreground"}`}
                    >
                      {verdict}
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
