import type { DynamicToolUIPart, ToolUIPart } from "ai";
import { Icon } from "@/components/icons/icon";
import { answeredByHand } from "@/lib/tools/decision-words";
import { isCutOff } from "@/lib/tools/unread-call";
import { CallQuestion } from "./call-question";

type ToolPart = ToolUIPart | DynamicToolUIPart;

const stateWords: Record<ToolPart["state"], string> = {
  "input-streaming": "writing the call",
  "input-available": "running",
  "approval-requested": "waits for you",
  "approval-responded": "running",
  "output-available": "finished",
  "output-error": "failed",
  "output-denied": "denied",
};

const endStates: ReadonlySet<ToolPart["state"]> = new Set([
  "output-available",
  "output-error",
  "output-denied",
]);

function toName(part: ToolPart): string {
  return part.type === "dynamic-tool" ? part.toolName : part.type.slice("tool-".length);
}

const shortJson = 72;

function toText(value: unknown): string {
  if (typeof value === "string") return value;
  const short = JSON.stringify(value) ?? "";
  return short.length <= shortJson ? short : JSON.stringify(value, null, 2);
}

/** In a word how the call stands. One that was under way when its answer ended was never finished. */
function toStateWords(part: ToolPart, running: boolean): string {
  if (!running && !endStates.has(part.state)) return "not finished";
  if (part.state === "output-available" && part.approval?.reason === answeredByHand)
    return "answered by hand";
  if (part.state === "output-error" && isCutOff(part.errorText)) return "cut off";
  return stateWords[part.state];
}

type ToolCardProps = {
  part: ToolPart;
  runId: string;
  /** Its answer is still being written. */
  running: boolean;
};

/** One tool call: its name, its state, its arguments and what came back. */
export function ToolCard({ part, runId, running }: ToolCardProps) {
  const isWaiting = running && part.state === "approval-requested";
  const name = toName(part);
  return (
    // A group, not a region: a long chat would have dozens of landmarks with one name.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups form fields
    <div
      role="group"
      aria-label={`Tool call: ${name}`}
      className={`my-3 overflow-hidden rounded-xl border bg-surface text-sm ${isWaiting ? "border-accent" : "border-border"}`}
    >
      <p className="flex items-start gap-2 px-3.5 py-2">
        <Icon name="tool" className="mt-px size-4 shrink-0 text-muted" />
        <span className="min-w-0 font-mono text-[0.8125rem] wrap-anywhere">{name}</span>
        <span
          className={`mt-px ml-auto shrink-0 text-xs ${part.state === "output-error" ? "text-danger" : isWaiting ? "font-medium text-accent" : "text-muted"}`}
        >
          {toStateWords(part, running)}
        </span>
      </p>
      {part.input !== undefined && (
        <Field
          label="Arguments"
          text={toText(part.input)}
          look={part.state === "output-denied" ? "pastCode" : "code"}
        />
      )}
      {part.state === "input-streaming" && part.rawInput !== undefined && (
        <Field label="Arguments" text={part.rawInput} />
      )}
      {isWaiting && (
        <CallQuestion
          name={name}
          runId={runId}
          toolCallId={part.toolCallId}
          wantsResult={wantsResult(part.approval?.descriptor)}
        />
      )}
      {part.state === "output-available" && <Field label="Result" text={toText(part.output)} />}
      {part.state === "output-error" && <Field label="Error" text={part.errorText} look="words" />}
      {part.state === "output-denied" && part.approval?.reason !== undefined && (
        <Field label="Reason" text={part.approval.reason} look="words" />
      )}
    </div>
  );
}

/** A function that exists as a description only has nothing to run. */
function wantsResult(descriptor: unknown): boolean {
  return typeof descriptor === "object" && descriptor !== null && "wanted" in descriptor
    ? descriptor.wanted === "result"
    : false;
}

const fieldLooks = {
  code: "max-h-80 font-mono text-xs leading-relaxed",
  /** What was not to be done is not read as closely. */
  pastCode: "max-h-40 font-mono text-xs leading-relaxed",
  words: "max-h-80 font-sans text-[0.8125rem] [unicode-bidi:plaintext]",
};

type FieldProps = { label: string; text: string; look?: keyof typeof fieldLooks };

function Field({ label, text, look = "code" }: FieldProps) {
  return (
    <div className="border-t border-separator px-3.5 py-2">
      <p className="text-xs text-muted">{label}</p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className={`mt-0.5 overflow-auto rounded whitespace-pre-wrap wrap-anywhere focus-visible:outline-2 focus-visible:outline-focus ${fieldLooks[look]}`}
      >
        {text}
      </pre>
    </div>
  );
}
