"use client";

import { type Choice, ChoiceRow } from "./choice-row";
import { useSetting } from "./settings-context";

const choices: Choice[] = [
  { value: "", label: "Not set" },
  { value: "stream", label: "Stream" },
  { value: "generate", label: "Generate" },
];

/** Whether the answer arrives piece by piece, or as one JSON reply. */
export function ReplySetting() {
  const { text, differs, choose } = useSetting("stream");
  return (
    <div>
      <ChoiceRow label="Reply" choices={choices} value={text} onChoose={choose} differs={differs} />
      <p className="mt-1 text-xs text-muted">
        {text === "generate"
          ? "One JSON reply, shown when it is complete."
          : text === ""
            ? "Streams, as long as nothing else is chosen."
            : "The answer is shown while it is written."}
      </p>
    </div>
  );
}
