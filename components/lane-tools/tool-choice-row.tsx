"use client";

import { type ReactNode, useId } from "react";
import type { LaneTool } from "@/lib/tools/lane-tool";

type ToolChoiceRowProps = {
  title: string;
  description: string | null;
  /** The lane has it. */
  chosen: boolean;
  /** Each call waits for consent; null when it waits for a person anyway. */
  asks: boolean | null;
  onChoose: (chosen: boolean) => void;
  onAsk: (asks: boolean) => void;
  children?: ReactNode;
};

/** A tool that can be offered to the model, and whether its calls wait for consent. */
export function ToolChoiceRow(props: ToolChoiceRowProps) {
  const { title, description, chosen, asks, onChoose, onAsk, children } = props;
  const id = useId();
  return (
    <li className="flex items-start gap-3 py-2.5">
      <input
        id={id}
        type="checkbox"
        className="mt-0.5 size-4 shrink-0 accent-(--accent)"
        checked={chosen}
        aria-describedby={description === null ? undefined : `${id}-description`}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="block font-mono text-[0.8125rem] wrap-anywhere text-foreground">
          {title}
        </label>
        {description !== null && (
          <p id={`${id}-description`} className="mt-0.5 line-clamp-3 text-xs text-muted">
            {description}
          </p>
        )}
      </div>
      {children}
      {chosen && asks !== null && (
        <label className="flex shrink-0 cursor-(--cursor-interactive) items-center gap-1.5 text-xs text-muted">
          <input
            type="checkbox"
            className="size-3.5 accent-(--accent)"
            checked={asks}
            aria-label={`Ask before ${title} is called`}
            onChange={(event) => onAsk(event.target.checked)}
          />
          Ask first
        </label>
      )}
    </li>
  );
}

/** The tool with its calls waiting for consent, or not. */
export function withAsk<Tool extends LaneTool>(tool: Tool, ask: boolean): Tool {
  return { ...tool, ask };
}
