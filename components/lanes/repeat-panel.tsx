"use client";

import { Button } from "@heroui/react/button";
import { useEffect, useState } from "react";
import type { Repeat } from "@/components/chat/lane-repeats";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { toPlainText } from "@/lib/chats/to-plain-text";
import { type EqualAnswers, type RepeatSummary, summariseRepeats } from "@/lib/comparison/summarise-repeats";
import { formatCount } from "@/lib/format-number";
import { drawQueue } from "./draw-queue";
import type { LaneActions } from "./lane-actions";
import { SpreadTable } from "./spread-table";

type RepeatPanelProps = { lane: LaneSession; answerId: string; actions: LaneActions };

const excerptCharacters = 220;

/** The answers to one request: those that say the same together, how much they differ, and those on their way. */
export function RepeatPanel({ lane, answerId, actions }: RepeatPanelProps) {
  const ids = useStore(lane.store).versions.get(answerId)?.ids ?? [answerId];
  const question = lane.parentOf(answerId);
  const versions = lane.list(ids);
  const repeats = useDrawnRepeats(lane).filter(({ questionId }) => questionId === question);
  // What somebody wrote by hand is no answer to the request.
  const answers = versions.filter(({ metadata }) => metadata?.byHand === undefined);
  const summary = summariseRepeats(answers, answerId);
  const numberOf = new Map(versions.map(({ id }, index) => [id, index + 1]));
  const going = repeats.filter(({ state }) => state !== "refused");
  const refused = repeats.filter(({ state }) => state === "refused");
  return (
    <section
      aria-label="Repeated answers"
      className="my-2.5 flex flex-col gap-3 rounded-xl border border-border px-3.5 py-3 text-sm"
    >
      <header className="flex items-center gap-3">
        <h3 className="min-w-0 flex-1 font-medium">{toHeading(summary)}</h3>
        {going.length > 0 && (
          <Button size="sm" variant="tertiary" className="h-7" onPress={actions.stop}>
            Stop all
          </Button>
        )}
      </header>
      {going.length > 0 && <Going repeats={going} />}
      {refused.length > 0 && (
        <p role="alert" className="text-warning-soft-foreground">
          {refused.length === 1 ? "One was" : `${refused.length} were`} not asked for:{" "}
          {[...new Set(refused.map(({ problem }) => problem))].join(" ")}
        </p>
      )}
      <ul className="flex flex-col gap-1.5">
        {summary.groups.map((group) => (
          <EqualGroup
            key={group.ids[0]}
            group={group}
            numberOf={numberOf}
            shownId={answerId}
            onShow={actions.showVersion}
          />
        ))}
      </ul>
      {summary.completeCount > 1 && <SpreadTable summary={summary} />}
      <p className="text-xs text-muted">{toNote(summary)}</p>
    </section>
  );
}

/** What is on its way, drawn when the page has a frame for it. */
function useDrawnRepeats(lane: LaneSession): readonly Repeat[] {
  const { store } = lane.repeats;
  const [drawn, setDrawn] = useState(store.get);
  useEffect(() => {
    const drawing = drawQueue.add(() => setDrawn(store.get()));
    const unsubscribe = store.subscribe(drawing.request);
    drawing.request();
    return () => {
      unsubscribe();
      drawing.remove();
    };
  }, [store]);
  return drawn;
}

function toHeading({ completeCount, groups }: RepeatSummary): string {
  if (completeCount === 0) return "No complete answer yet";
  return `${completeCount} ${completeCount === 1 ? "answer" : "answers"}: ${groups.length} distinct`;
}

function toNote({ brokenCount, otherCount }: RepeatSummary): string {
  return [
    "Equal means the same text, character for character, but for white space at its ends.",
    brokenCount > 0 &&
      (brokenCount === 1
        ? "One that did not come to its end is not counted."
        : `${brokenCount} that did not come to their end are not counted.`),
    otherCount > 0 &&
      `${otherCount} ${otherCount === 1 ? "version is" : "versions are"} left out: another request was sent for ${otherCount === 1 ? "it" : "them"}.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(" ");
}

function Going({ repeats }: { repeats: readonly Repeat[] }) {
  const waiting = repeats.filter(({ state }) => state === "waiting").length;
  return (
    <ul aria-label="On their way" className="flex flex-col gap-1 text-muted">
      {repeats
        .filter(({ state }) => state === "running")
        .map(({ answerId, message }) => (
          <li key={answerId} className="flex items-baseline gap-2">
            <span
              aria-hidden="true"
              className="size-1.5 shrink-0 rounded-full bg-accent motion-safe:animate-pulse"
            />
            <span className="min-w-0 flex-1 truncate">{toTail(message)}</span>
          </li>
        ))}
      {waiting > 0 && (
        <li>{`${waiting} more ${waiting === 1 ? "waits" : "wait"} for these to end; leaving this page forgets ${waiting === 1 ? "it" : "them"}.`}</li>
      )}
    </ul>
  );
}

/** The end of what has come: a line of it is enough to see that it grows. */
function toTail(message: Repeat["message"]): string {
  const text = message === null ? "" : toPlainText(message.parts);
  if (text === "") return "Waiting for the first token";
  return `${formatCount(text.length)} characters: …${text.slice(-80).replaceAll(/\s+/g, " ")}`;
}

type EqualGroupProps = {
  group: EqualAnswers;
  numberOf: ReadonlyMap<string, number>;
  shownId: string;
  onShow: (id: string) => void;
};

function EqualGroup({ group: { text, ids }, numberOf, shownId, onShow }: EqualGroupProps) {
  const [first = shownId] = ids;
  const isShown = ids.includes(shownId);
  const excerpt = text.slice(0, excerptCharacters);
  return (
    <li className="flex items-baseline gap-2.5">
      <span className="w-8 shrink-0 text-right font-medium tabular-nums">{ids.length} ×</span>
      <Button
        variant="ghost"
        className={`h-auto min-w-0 flex-1 justify-start rounded-lg px-2 py-1 text-left text-sm font-normal whitespace-normal ${isShown ? "bg-default/60" : ""}`}
        aria-label={`Show version ${numberOf.get(first) ?? "?"}`}
        aria-current={isShown}
        onPress={() => onShow(first)}
      >
        <span className="line-clamp-3 min-w-0 wrap-anywhere">
          {text === "" ? <span className="text-muted">no text</span> : excerpt}
          {text.length > excerpt.length && "…"}
        </span>
      </Button>
    </li>
  );
}
