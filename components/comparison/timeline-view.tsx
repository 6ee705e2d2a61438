"use client";

import type { ComparedAnswer } from "@/lib/comparison/compared-answer";
import { formatSeconds } from "@/lib/format-number";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

type Span = { label: string; fromMs: number; toMs: number; className: string };

/** When each lane waited, thought, answered and fell silent, on one axis that begins with the first request. */
export function TimelineView({ answers }: { answers: ComparedAnswer[] }) {
  const begin = Math.min(...answers.map(({ metadata }) => metadata.timing.startedAt));
  const lanes = answers.map(({ number, metadata }) => {
    // Answers of one turn start together; those of different turns are laid over each other.
    const isOneTurn = answers.every((other) => other.metadata.turnId === metadata.turnId);
    const offsetMs = isOneTurn ? metadata.timing.startedAt - begin : 0;
    return { number, metadata, offsetMs, spans: toSpans(metadata) };
  });
  const endMs = Math.max(
    1,
    ...lanes.map(({ metadata, offsetMs }) => offsetMs + (metadata.timing.durationMs ?? 0)),
  );
  const percent = (ms: number) => `${(ms / endMs) * 100}%`;
  return (
    <div className="flex flex-col gap-5">
      <ul className="flex flex-col gap-4">
        {lanes.map(({ number, metadata, offsetMs, spans }) => (
          <li key={number} className="flex flex-col gap-1.5">
            <p className="flex justify-between gap-3 text-sm">
              <span className="flex min-w-0 gap-1 font-medium">
                {number}{" "}
                <span dir="auto" className="min-w-0 truncate">
                  {metadata.modelName}
                </span>
              </span>
              <span className="shrink-0 text-muted tabular-nums">
                {metadata.timing.durationMs === null ? "unknown" : formatSeconds(metadata.timing.durationMs)}
              </span>
            </p>
            <div aria-hidden="true" className="relative h-5 rounded bg-default/60">
              {spans.map(({ label, fromMs, toMs, className }) => (
                <span
                  key={`${label}-${fromMs}`}
                  className={`absolute inset-y-0 min-w-px first:rounded-l last:rounded-r ${className}`}
                  style={{ left: percent(offsetMs + fromMs), width: percent(toMs - fromMs) }}
                />
              ))}
            </div>
            <p className="text-xs text-muted tabular-nums">
              {spans.length === 0
                ? "Nothing was measured."
                : spans
                    .map(({ label, fromMs, toMs }) => `${label} ${formatSeconds(toMs - fromMs)}`)
                    .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
      <p className="flex justify-between border-t border-separator pt-1 text-xs text-muted tabular-nums">
        <span>0</span>
        <span>{formatSeconds(endMs / 2)}</span>
        <span>{formatSeconds(endMs)}</span>
      </p>
      <p className="text-xs text-muted">
        Measured by this server, from when it took the message. A stall is a silence of at least half a
        second.
      </p>
    </div>
  );
}

const looks = {
  own: "bg-border",
  queue: "bg-warning/50",
  wait: "bg-muted/40",
  thinking: "bg-accent/40",
  answer: "bg-accent",
  stall: "bg-danger",
};

/** Of these, less than 50 ms is not worth a word. */
const shortIsNothing: ReadonlySet<string> = new Set(["queue", "preparing here"]);

function toSpans({ timing, route }: AnswerMetadata): Span[] {
  const { durationMs, firstTokenMs, phases } = timing;
  if (durationMs === null) return [];
  const sentMs = phases?.sentMs ?? 0;
  const queuedMs = phases?.waitedMs ?? 0;
  const answerMs = phases === undefined ? firstTokenMs : phases.firstAnswerMs;
  const contentMs = phases?.firstReasoningMs ?? answerMs ?? durationMs;
  const thoughtMs = answerMs ?? durationMs;
  const spans: Span[] = [
    {
      label: (route?.stops.length ?? 0) > 0 ? "models before it" : "preparing here",
      fromMs: 0,
      toMs: sentMs,
      className: looks.own,
    },
    { label: "queue", fromMs: sentMs, toMs: sentMs + queuedMs, className: looks.queue },
    { label: "wait", fromMs: sentMs + queuedMs, toMs: contentMs, className: looks.wait },
    { label: "thinking", fromMs: contentMs, toMs: thoughtMs, className: looks.thinking },
    { label: "answer", fromMs: thoughtMs, toMs: durationMs, className: looks.answer },
    ...(phases?.stalls ?? []).map(({ atMs, durationMs: lasted }) => ({
      label: "stall",
      fromMs: atMs,
      toMs: atMs + lasted,
      className: looks.stall,
    })),
  ];
  return spans.filter(({ label, fromMs, toMs }) => toMs - fromMs > (shortIsNothing.has(label) ? 50 : 0));
}
