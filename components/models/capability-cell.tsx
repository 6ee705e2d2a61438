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

const chipClass = "mr-1 inline-block rounded px-1 py-px text-xs";

/** Capabilities that are there; those not stated get a question mark, those denied are left out. */
export function CapabilityCell({ model, unsure = "not stated" }: CapabilityCellProps) {
  const shown = listCapabilities(model)
    .filter(({ stated }) => stated !== false)
    .map(({ short, long, stated }) =>
      stated === true ? { text: short, words: long } : { text: `${short}?`, words: `${long}: ${unsure}` },
    );
  if (shown.length === 0) return <span className="text-muted">text only</span>;
  return shown.map(({ text, words }) => (
    <span
      key={words}
      role="img"
      aria-label={words}
      title={words}
      className={`${chipClass} ${text.endsWith("?") ? "text-muted outline-1 -outline-offset-1 outline-border outline-dashed" : "bg-default"}`}
    >
      {text}
    </span>
  ));
}
