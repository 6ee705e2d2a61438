"use client";

import { useState } from "react";
import { AnswerHeader } from "@/components/lanes/answer-header";
import { LongText } from "@/components/lanes/long-text";
import { MetricsStrip } from "@/components/lanes/metrics-strip";
import { OutcomeNote } from "@/components/lanes/outcome-note";
import { StructuredNote } from "@/components/lanes/structured-note";
import { toMetrics } from "@/components/lanes/to-metrics";
import { MarkdownText } from "@/components/markdown/markdown-text";
import { toSettingsSummary } from "@/lib/chats/to-settings-summary";
import type { ComparisonFile } from "@/lib/comparison/comparison-file";
import { type BestMark, toBestMarks } from "@/lib/comparison/to-best-marks";
import { formatSeconds } from "@/lib/format-number";
import { ComparisonTabs, type ComparisonView } from "./comparison-dialog";
import { Exchanges } from "./exchange-dialog";
import { LaneName } from "./lane-name";
import { RerunView } from "./rerun-view";
import { ScrollRegion } from "./scroll-region";

/** A comparison as its file has it: nothing of it can be changed, and nothing is asked of any provider. */
export function ComparisonFileView({ file }: { file: ComparisonFile }) {
  const [view, setView] = useState<ComparisonView>("differences");
  const { lanes, savedAt, app } = file;
  const bests = toBestMarks(lanes.map(({ metadata }) => metadata));
  const questions = [...new Set(lanes.map(({ question }) => question))];
  return (
    <article aria-label="Comparison" className="flex flex-col gap-8">
      <header className="flex flex-col gap-2 text-sm">
        <p className="text-xs text-muted">
          Saved{" "}
          <time dateTime={savedAt} suppressHydrationWarning>
            {new Date(savedAt).toLocaleString()}
          </time>{" "}
          by Switchyard {app}. Opened for reading only.
        </p>
        {questions.map((question) => (
          <div key={question} className="rounded-xl bg-surface-secondary px-4 py-3">
            <LongText text={question} />
          </div>
        ))}
      </header>
      <ScrollRegion label="Answers" className="flex snap-x gap-6">
        {lanes.map((lane) => (
          <FileAnswer key={lane.number} lane={lane} best={bests.get(lane.metadata.runId)} />
        ))}
      </ScrollRegion>
      <section aria-label="Compared">
        <ComparisonTabs view={view} answers={lanes} onView={setView} />
      </section>
      <section aria-label="As really sent" className="flex flex-col gap-3">
        <h2 className="text-base font-semibold">As really sent</h2>
        <Exchanges
          lanes={lanes.map(({ number, metadata, exchanges }) => ({
            laneId: String(number),
            runId: metadata.runId,
            model: metadata.model,
            exchanges,
          }))}
          first=""
        />
      </section>
      <RerunView file={file} />
    </article>
  );
}

type FileAnswerProps = { lane: ComparisonFile["lanes"][number]; best: ReadonlySet<BestMark> | undefined };

function FileAnswer({ lane, best }: FileAnswerProps) {
  const { number, metadata, text, settings, earlierMessages } = lane;
  const { modelName, providerName, simulated, error, timing } = metadata;
  const settingWords = toSettingsSummary(settings);
  return (
    <article aria-label={`Lane ${number}: ${modelName}`} className="flex min-w-72 flex-1 snap-start flex-col">
      <AnswerHeader
        modelName={<LaneName number={number} name={modelName} />}
        providerName={providerName}
        simulated={simulated}
      >
        {timing.durationMs !== null && formatSeconds(timing.durationMs)}
      </AnswerHeader>
      {settingWords.length > 0 && <p className="mb-1 text-xs text-muted">{settingWords.join(" · ")}</p>}
      {earlierMessages > 0 && (
        <p className="mb-1 text-xs text-muted">After {earlierMessages} earlier messages of its lane.</p>
      )}
      <div className="max-h-[60dvh] overflow-y-auto">
        <MarkdownText text={text} live={false} />
      </div>
      {error !== null && (
        <p className="my-2 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger-soft-foreground">
          {error.title} {error.providerMessage}
        </p>
      )}
      <StructuredNote {...metadata} />
      <OutcomeNote metadata={metadata} parts={[{ type: "text", text }]} />
      <div className="mt-2">
        <MetricsStrip
          metrics={toMetrics(metadata, best)}
          explanationId={`figures-${number}`}
          explained={false}
          more={null}
        />
      </div>
    </article>
  );
}
