"use client";

import { Button } from "@heroui/react/button";
import { useId, useState } from "react";
import { Icon } from "@/components/icons/icon";
import { formatCount, formatSeconds } from "@/lib/format-number";
import { ElapsedTime } from "./elapsed-time";

type ReasoningProps = {
  text: string;
  /** Still thinking: no answer has begun. */
  live: boolean;
  /** Output tokens spent on it; null when the provider did not say. */
  tokens: number | null;
  /** How long it took, once that is known. */
  measuredMs: number | null;
};

/** What the model thought. Open while it thinks, closed at the answer's first token unless the reader opened it. */
export function Reasoning({ text, live, tokens, measuredMs }: ReasoningProps) {
  const contentId = useId();
  const [startedAt] = useState(() => Date.now());
  const [endedAt, setEndedAt] = useState<number | null>(null);
  const [wasLive, setWasLive] = useState(live);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? live;

  if (wasLive && !live) {
    setWasLive(false);
    setEndedAt(Date.now());
  }

  return (
    <div className="my-3">
      <Button
        size="sm"
        variant="ghost"
        className="-ml-2 h-7 gap-1.5 px-2 text-muted"
        aria-expanded={open}
        aria-controls={contentId}
        onPress={() => setChosen(!open)}
      >
        <Icon
          name="chevron-right"
          className={`size-3.5 shrink-0 transition-transform motion-reduce:transition-none ${open ? "rotate-90" : ""}`}
        />
        <span>
          {live ? "Thinking" : "Reasoning"}
          <ReasoningDetail
            live={live}
            startedAt={startedAt}
            thoughtMs={measuredMs ?? (endedAt === null ? null : endedAt - startedAt)}
            tokens={tokens}
          />
        </span>
      </Button>
      <div
        id={contentId}
        hidden={!open}
        className="mt-1 border-l-2 border-separator pl-4 text-sm leading-relaxed whitespace-pre-wrap text-muted wrap-anywhere"
      >
        {open && text}
      </div>
    </div>
  );
}

type ReasoningDetailProps = {
  live: boolean;
  startedAt: number;
  thoughtMs: number | null;
  tokens: number | null;
};

function ReasoningDetail({ live, startedAt, thoughtMs, tokens }: ReasoningDetailProps) {
  if (live) {
    return (
      <span className="ml-2 font-normal">
        <ElapsedTime since={startedAt} />
      </span>
    );
  }
  const details = [
    thoughtMs === null ? null : formatSeconds(thoughtMs),
    tokens === null ? null : `${formatCount(tokens)} tokens`,
  ].filter((detail) => detail !== null);
  return details.length === 0 ? null : (
    <span className="ml-2 font-normal tabular-nums">{details.join(" · ")}</span>
  );
}
