import type { DynamicToolUIPart, ToolUIPart } from "ai";
import { Icon } from "@/components/icons/icon";

type ToolPart = ToolUIPart | DynamicToolUIPart;

const stateWords: Record<ToolPart["state"], string> = {
  "input-streaming": "writing the call",
  "input-available": "called",
  "approval-requested": "waits for approval",
  "approval-responded": "approval given",
  "output-available": "finished",
  "output-error": "failed",
  "output-denied": "denied",
};

function toName(part: ToolPart): string {
  return part.type === "dynamic-tool" ? part.toolName : part.type.slice("tool-".length);
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");
}

/** One tool call: its name, its state, its arguments and what came back. */
export function ToolCard({ part }: { part: ToolPart }) {
  return (
    <div className="my-3 overflow-hidden rounded-xl border border-border bg-surface text-sm">
      <p className="flex items-center gap-2 px-3.5 py-2">
        <Icon name="tool" className="size-4 shrink-0 text-muted" />
        <span className="min-w-0 truncate font-mono text-[0.8125rem]">{toName(part)}</span>
        <span className="ml-auto shrink-0 text-xs text-muted">{stateWords[part.state]}</span>
      </p>
      {part.input !== undefined && <Field label="Arguments" text={toText(part.input)} />}
      {part.state === "output-available" && <Field label="Result" text={toText(part.output)} />}
      {part.state === "output-error" && <Field label="Error" text={part.errorText} />}
    </div>
  );
}

function Field({ label, text }: { label: string; text: string }) {
  return (
    <div className="border-t border-separator px-3.5 py-2">
      <p className="text-xs text-muted">{label}</p>
      <pre className="mt-0.5 max-h-80 overflow-auto font-mono text-xs leading-relaxed whitespace-pre-wrap wrap-anywhere">
        {text}
      </pre>
    </div>
  );
}
