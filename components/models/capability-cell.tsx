import type { CatalogueModel, Stated } from "@/lib/catalogue/catalogue-model";

type Capable = Pick<
  CatalogueModel,
  "imageInput" | "audioInput" | "videoInput" | "pdfInput" | "toolUse" | "reasoning"
>;

type CapabilityCellProps = {
  model: Capable;
  /** What a question mark means. */
  unsure?: string;
};

/** What a model can take and do, in short words; the long ones are for who hovers or listens. */
function listCapabilities(model: Capable): { short: string; long: string; stated: Stated }[] {
  return [
    { short: "img", long: "image input", stated: model.imageInput },
    { short: "aud", long: "audio input", stated: model.audioInput },
    { short: "vid", long: "video input", stated: model.videoInput },
    { short: "pdf", long: "PDF input", stated: model.pdfInput },
    { short: "tools", long: "tool use", stated: model.toolUse },
    { short: "reason", long: "reasoning", stated: model.reasoning },
  ];
}

/** Capabilities that are there; those not stated get a question mark, those denied are left out. */
export function CapabilityCell({ model, unsure = "not stated" }: CapabilityCellProps) {
  const shown = listCapabilities(model).filter(({ stated }) => stated !== false);
  if (shown.length === 0) return <span className="text-muted">text only</span>;
  return (
    <ul className="flex gap-1">
      {shown.map(({ short, long, stated }) => {
        const words = stated === true ? long : `${long}: ${unsure}`;
        return (
          <li
            key={short}
            title={words}
            className={
              stated === true
                ? "rounded bg-default px-1.5 py-px text-xs"
                : "rounded border border-dashed border-border px-1.5 py-px text-xs text-muted"
            }
          >
            <span aria-hidden="true">
              {short}
              {stated === null && "?"}
            </span>
            <span className="sr-only">{words}</span>
          </li>
        );
      })}
    </ul>
  );
}
