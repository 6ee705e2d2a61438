import type { AnswerMetadata } from "@/lib/runs/answer-metadata";

type Note = { word: string; sentence: string };

const notes: Partial<Record<AnswerMetadata["outcome"], Note>> = {
  stopped: { word: "Stopped", sentence: "You stopped this answer. What had arrived is kept." },
  interrupted: {
    word: "Interrupted",
    sentence: "The connection was lost before the answer ended. What had arrived is kept.",
  },
  incomplete: {
    word: "Incomplete",
    sentence: "The stream ended without saying that the answer was finished.",
  },
};

/** The sentence for an answer that was cut off by its token limit; null for every other one. */
function toLimitNote(metadata: AnswerMetadata): Note | null {
  if (metadata.outcome !== "complete" || metadata.finishReason !== "length") return null;
  const { usage } = metadata;
  const onlyThought =
    usage?.outputTokens != null &&
    usage.reasoningTokens != null &&
    usage.reasoningTokens >= usage.outputTokens;
  return {
    word: "Cut off",
    sentence: onlyThought
      ? "The whole output limit went into thinking. Raise it, or choose less reasoning."
      : "The answer reached its output limit.",
  };
}

/** How an answer ended, when it did not simply end. */
export function OutcomeNote({ metadata }: { metadata: AnswerMetadata }) {
  const note = notes[metadata.outcome] ?? toLimitNote(metadata);
  if (note === null && metadata.notices.length === 0) return null;
  return (
    <div className="my-3 flex flex-col gap-1 text-sm text-muted">
      {note !== null && (
        <p>
          <strong className="mr-1.5 font-medium text-foreground">{note.word}</strong>
          {metadata.error === null ? note.sentence : "This is what had arrived."}
        </p>
      )}
      {metadata.notices.map((notice) => (
        <p key={notice}>{notice}</p>
      ))}
    </div>
  );
}
