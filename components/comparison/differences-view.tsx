"use client";

import { useMemo } from "react";
import type { AnswerStretch } from "@/lib/comparison/compare-answers";
import type { ComparedAnswer } from "@/lib/comparison/compared-answer";
import { LaneName } from "./lane-name";
import { ScrollRegion } from "./scroll-region";
import { type Comparison, useComparison } from "./use-comparison";

type DifferencesViewProps = {
  answers: ComparedAnswer[];
  /** What they are called; their lanes and models without it. */
  names?: readonly string[];
};

/** Where the answers disagree: what all of them say is dimmed, what one does not share with all others is lit. */
export function DifferencesView({ answers, names }: DifferencesViewProps) {
  const texts = useMemo(() => answers.map(({ text }) => text), [answers]);
  const comparison = useComparison(texts);
  if (comparison === null) return <p className="py-10 text-center text-sm text-muted">Comparing…</p>;
  return (
    <div className="flex flex-col gap-5">
      <p className="text-xs text-muted">
        Dimmed words are in all answers, in the same order. Marked ones are not.
      </p>
      <ScrollRegion label="Answers side by side" className="flex gap-5">
        {answers.map((answer, index) => (
          <article
            key={answer.number}
            aria-label={names?.[index] ?? `Lane ${answer.number}: ${answer.metadata.modelName}`}
            className="flex min-w-64 flex-1 flex-col gap-2"
          >
            <h3 className="text-sm font-medium">
              {names?.[index] ?? <LaneName number={answer.number} name={answer.metadata.modelName} />}
            </h3>
            <Stretches stretches={comparison.stretches[index] ?? []} />
          </article>
        ))}
      </ScrollRegion>
      <NumberTable
        numbers={comparison.numbers}
        columns={answers.map(({ number }, index) => names?.[index] ?? `Lane ${number}`)}
      />
    </div>
  );
}

function Stretches({ stretches }: { stretches: AnswerStretch[] }) {
  if (stretches.length === 0) return <p className="text-sm text-muted">No text.</p>;
  return (
    <p className="text-sm whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext]">
      {stretches.map(({ text, isShared }, index) =>
        isShared ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no other name and never move
          <span key={index} className="text-muted">
            {text}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <mark key={index} className="rounded-sm bg-accent-soft text-accent-soft-foreground">
            {text}
          </mark>
        ),
      )}
    </p>
  );
}

type NumberTableProps = { numbers: Comparison["numbers"]; columns: string[] };

function NumberTable({ numbers, columns }: NumberTableProps) {
  if (numbers.length === 0) return null;
  return (
    <ScrollRegion label="Numbers that differ">
      <table className="text-left text-sm tabular-nums">
        <caption className="pb-1 text-left text-sm font-medium whitespace-nowrap">
          Numbers that are not in every answer
        </caption>
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="py-1 pr-6 font-medium">
              Number
            </th>
            {columns.map((name) => (
              <th key={name} scope="col" className="py-1 pr-6 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbers.slice(0, 200).map(({ number, counts }) => (
            <tr key={number} className="border-t border-separator">
              <th scope="row" className="py-1 pr-6 font-medium">
                {number}
              </th>
              {counts.map((count, index) => (
                <td key={columns[index]} className="py-1 pr-6">
                  {count === 0 ? (
                    <span className="text-muted">no</span>
                  ) : count === 1 ? (
                    "yes"
                  ) : (
                    `${count} times`
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
