"use client";

import { type Choice, ChoiceRow } from "@/components/lane-settings/choice-row";
import type { RequestForm } from "@/lib/request-code/write-request-code";
import { CodeFigure } from "./code-figure";
import type { DescribedLane } from "./use-described-request";
import { type Asked, useRequestCode } from "./use-request-code";

type RequestCodeViewProps = {
  form: RequestForm;
  language: string;
  label: string;
  lane: DescribedLane;
  asked: Asked;
  onAsk: (asked: Asked) => void;
};

const choices: Choice[] = [
  { value: "provider", label: "The provider" },
  { value: "gateway", label: "This server" },
];

/** The request that the lane would send now, in one form. */
export function RequestCodeView({ form, language, label, lane, asked, onAsk }: RequestCodeViewProps) {
  const { described, words, problem } = lane;
  const isDemo = described?.baseUrl === null;
  const { written, problem: unwritten } = useRequestCode({
    form,
    request: described,
    asked: isDemo ? "gateway" : asked,
  });
  return (
    <div className="flex flex-col gap-3">
      {isDemo ? (
        <p className="text-sm text-muted">
          The demo lives inside this server: the code asks this server, with a token from its settings.
        </p>
      ) : (
        <ChoiceRow
          label="The code asks"
          choices={choices}
          value={asked}
          onChoose={(value) => onAsk(value === "gateway" ? "gateway" : "provider")}
        />
      )}
      {words !== "" && <p className="text-sm text-muted">{words}</p>}
      <CodeFigure
        label={label}
        language={language}
        code={written?.code ?? null}
        warnings={written?.warnings ?? []}
        problem={problem ?? unwritten}
      />
    </div>
  );
}
