"use client";

import { useState } from "react";
import { CopyButton } from "@/components/chat/copy-button";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { Icon } from "@/components/icons/icon";
import { type Choice, ChoiceRow } from "@/components/lane-settings/choice-row";
import { useHighlightedLines } from "@/components/markdown/use-highlighted-lines";
import type { LaneForm, LaneScope } from "@/lib/lane-code/write-lane-code";
import { useWrittenLane } from "./use-written-lane";
import "@/components/markdown/code-block.css";

const scopes: Choice[] = [
  { value: "generator", label: "The generator alone" },
  { value: "pipeline", label: "In a pipeline" },
];

type LaneCodeViewProps = { form: LaneForm; language: string; label: string; lane: LaneSession };

/** The lane in one form, with what the form cannot say. */
export function LaneCodeView({ form, language, label, lane }: LaneCodeViewProps) {
  const { model, settings } = useStore(lane.store);
  const [scope, setScope] = useState<LaneScope>("generator");
  const { written, problem } = useWrittenLane({ form, model, settings, scope });
  const lines = useHighlightedLines(written === null ? null : { code: written.code, language });

  if (problem !== null) {
    return (
      <p role="alert" className="rounded-lg bg-warning-soft px-3 py-2 text-sm text-warning-soft-foreground">
        {problem}
      </p>
    );
  }
  if (written === null) return <p className="py-10 text-center text-sm text-muted">Writing…</p>;
  return (
    <div className="flex flex-col gap-3">
      {(form === "json" || form === "yaml") && (
        <ChoiceRow
          label="What"
          choices={scopes}
          value={scope}
          onChoose={(value) => setScope(value === "pipeline" ? "pipeline" : "generator")}
        />
      )}
      <figure className="code-block" aria-label={label}>
        <figcaption>
          <span>{label}</span>
          <CopyButton label="Copy code" getText={() => written.code} />
        </figcaption>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <pre tabIndex={0}>
          <code>{lines ?? written.code}</code>
        </pre>
      </figure>
      {written.warnings.map((warning) => (
        <p key={warning} className="flex items-start gap-2 text-sm text-muted">
          <Icon name="info" className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{warning}</span>
        </p>
      ))}
    </div>
  );
}
