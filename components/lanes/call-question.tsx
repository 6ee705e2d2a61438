"use client";

import { Button } from "@heroui/react/button";
import { useId, useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { decideToolCall } from "@/lib/api/runs";
import { readTypedResult } from "@/lib/tools/read-typed-result";
import type { ToolDecision } from "@/lib/tools/tool-decision";

type CallQuestionProps = {
  name: string;
  runId: string;
  toolCallId: string;
  /** There is nothing to run: only a person can give the result. */
  wantsResult: boolean;
};

/** What first wants something written. */
const quietWays = [
  { label: "Deny, with a reason…", writes: "reason" },
  { label: "Answer in its place…", writes: "result" },
] as const;

/** A call that waits: it may be made, denied, or answered in the tool's place. */
export function CallQuestion({ name, runId, toolCallId, wantsResult }: CallQuestionProps) {
  const [writing, setWriting] = useState<"result" | "reason" | null>(wantsResult ? "result" : null);
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const id = useId();

  async function decide(decision: ToolDecision) {
    setSending(true);
    setProblem(null);
    try {
      await decideToolCall(runId, decision);
    } catch (error) {
      setProblem(toRefusal(error).text);
      setSending(false);
    }
  }

  const run = () => decide({ kind: "run", toolCallId });
  const answer = () => decide({ kind: "answer", toolCallId, result: readTypedResult(text) });
  const deny = () =>
    decide({ kind: "deny", toolCallId, ...(text.trim() === "" ? {} : { reason: text.trim() }) });

  return (
    <div className="flex flex-col gap-2.5 border-t border-separator bg-accent-soft/40 px-3.5 py-3">
      <p role="status" className="text-[0.8125rem] text-foreground">
        {wantsResult ? (
          <>The model called a function that exists as a description only. What does it return?</>
        ) : (
          <>
            May <code className="font-mono wrap-anywhere">{name}</code> be called with these arguments?
          </>
        )}
      </p>
      {writing !== null && (
        <div className="flex flex-col gap-1">
          <label htmlFor={id} className="text-xs text-muted">
            {writing === "result"
              ? "Result, as JSON or plain text"
              : "Reason, which the model reads (optional)"}
          </label>
          <textarea
            id={id}
            dir="auto"
            // biome-ignore lint/a11y/noAutofocus: it appears because somebody asked for it
            autoFocus={!wantsResult}
            rows={writing === "result" ? 3 : 1}
            spellCheck={writing === "reason"}
            className={`field-sizing-content max-h-60 min-h-9 w-full resize-y rounded-lg border border-border bg-field px-2.5 py-1.5 text-base outline-none focus:border-focus sm:text-[0.8125rem] ${writing === "result" ? "font-mono" : ""}`}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {writing === "result" && (
          <Button size="sm" variant="primary" isDisabled={sending || text.trim() === ""} onPress={answer}>
            Send this result
          </Button>
        )}
        {writing === null && (
          <Button size="sm" variant="primary" isDisabled={sending} onPress={run}>
            Allow
          </Button>
        )}
        <Button
          size="sm"
          variant={writing === "reason" ? "danger" : "tertiary"}
          isDisabled={sending}
          onPress={deny}
        >
          Deny
        </Button>
        {writing === null && (
          <div className="-mx-2 flex flex-wrap">
            {quietWays.map(({ label, writes }) => (
              <Button
                key={writes}
                size="sm"
                variant="ghost"
                className="px-2 font-normal"
                isDisabled={sending}
                onPress={() => setWriting(writes)}
              >
                {label}
              </Button>
            ))}
          </div>
        )}
        {writing !== null && !wantsResult && (
          <Button size="sm" variant="ghost" isDisabled={sending} onPress={() => setWriting(null)}>
            Back
          </Button>
        )}
      </div>
      {problem !== null && <p className="text-xs text-danger">{problem}</p>}
    </div>
  );
}
