"use client";

import type { Prompt } from "@/lib/prompts/prompt-schema";

type PromptOptionProps = {
  id: string;
  prompt: Prompt;
  isChosen: boolean;
  onPoint: () => void;
  onUse: () => void;
};

/** One prompt of the list. The search field has the focus, and the keys. */
export function PromptOption({ id, prompt, isChosen, onPoint, onUse }: PromptOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field above has the focus and takes Enter
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      className={`cursor-(--cursor-interactive) rounded-lg px-2.5 py-2 ${isChosen ? "bg-default" : ""}`}
      onPointerMove={onPoint}
      onClick={onUse}
    >
      <p className="flex min-w-0 items-center gap-2 text-sm font-medium text-foreground">
        <span dir="auto" className="min-w-0 truncate">
          {prompt.title}
        </span>
        {prompt.kind === "system" && (
          <span className="shrink-0 rounded-full border border-border px-1.5 text-[0.6875rem] leading-4.5 font-normal text-muted">
            system
          </span>
        )}
      </p>
      <p dir="auto" className="mt-0.5 line-clamp-1 text-xs text-muted wrap-anywhere">
        {prompt.text.slice(0, 300)}
      </p>
    </div>
  );
}
