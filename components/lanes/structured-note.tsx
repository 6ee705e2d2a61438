import { Icon } from "@/components/icons/icon";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import type { StructuredResult } from "@/lib/runs/structured-result";

type StructuredNoteProps = Pick<AnswerMetadata, "answerFormat" | "structured">;

/** Whether the answer has the format that was asked for, as the server found when it was complete. */
export function StructuredNote({ answerFormat, structured }: StructuredNoteProps) {
  if (structured === undefined) return null;
  const asked = answerFormat?.type === "json_schema" ? `the schema ${answerFormat.name}` : "a JSON object";
  const isValid = structured.outcome === "valid";
  const isOpen = structured.outcome === "absent" || structured.outcome === "unchecked";
  return (
    <p className="my-3 flex items-start gap-1.5 text-sm text-muted">
      <Icon
        name={isValid ? "check" : isOpen ? "info" : "alert"}
        className={`mt-0.5 size-4 shrink-0 ${isValid ? "text-success" : isOpen ? "" : "text-danger"}`}
      />
      <span className="min-w-0 wrap-anywhere">
        <Words structured={structured} asked={asked} />
      </span>
    </p>
  );
}

function Words({ structured, asked }: { structured: StructuredResult; asked: string }) {
  switch (structured.outcome) {
    case "valid":
      return `${asked === "a JSON object" ? "Is" : "Fits"} ${asked}${structured.isFenced ? fenced : ""}.`;
    case "invalid":
      return (
        <>
          {asked === "a JSON object" ? "Is not" : "Does not fit"} {asked}:{" "}
          <code className="font-mono text-[0.8125rem] text-foreground">{structured.path}</code>{" "}
          {structured.message}.
        </>
      );
    case "not-json":
      return `Is not JSON: line ${structured.line}, column ${structured.column}: expected ${structured.expected}.`;
    case "cut":
      return "The JSON was cut off before it was whole: it was not checked.";
    case "absent":
      return `Nothing was said that could be ${asked}.`;
    case "unchecked":
      return `Not checked against ${asked}: ${structured.reason}`;
  }
}

const fenced = ", inside a code fence that a JSON parser would refuse";
