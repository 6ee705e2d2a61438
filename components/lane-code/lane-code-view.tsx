"use client";

import { useState } from "react";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { type Choice, ChoiceRow } from "@/components/lane-settings/choice-row";
import type { LaneForm, LaneScope } from "@/lib/lane-code/write-lane-code";
import { CodeFigure } from "./code-figure";
import { useWrittenLane } from "./use-written-lane";

const scopes: Choice[] = [
  { value: "generator", label: "The generator alone" },
  { value: "pipeline", label: "In a pipeline" },
];

type LaneCodeViewProps = { form: LaneForm; language: string; label: string; lane: LaneSession };

/** The lane as a file of Haystack's, with what that cannot say. */
export function LaneCodeView({ form, language, label, lane }: LaneCodeViewProps) {
  const { model, settings } = useStore(lane.store);
  const [scope, setScope] = useState<LaneScope>("generator");
  const { written, problem } = useWrittenLane({ form, model, settings, scope });
  return (
    <div className="flex flex-col gap-3">
      <ChoiceRow
        label="What"
        choices={scopes}
        value={scope}
        onChoose={(value) => setScope(value === "pipeline" ? "pipeline" : "generator")}
      />
      <CodeFigure
        label={label}
        language={language}
        code={written?.code ?? null}
        warnings={written?.warnings ?? []}
        problem={problem}
      />
    </div>
  );
}
