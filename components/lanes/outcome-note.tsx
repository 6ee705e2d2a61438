import type { ChatMessage } from "@/lib/chats/chat-document";
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
function toLimitNote({ outcome, finishReason }: AnswerMetadata, parts: ChatMessage["parts"]): Note | null {
  if (outcome !== "complete" || finishReason !== "length") return null;
  // Not every provider counts the tokens of thinking apart.
  const onlyThought =
    parts.some(({ type }) => type === "reasoning") &&
    parts.every((part) => part.type !== "text" || part.text.trim() === "");
  return {
    word: "Cut off",
    sentence: onlyThought
      ? "The whole output limit went into thinking. Raise it, or choose less reasoning."
      : "The answer reached its output limit.",
  };
}

type OutcomeNoteProps = { metadata: AnswerMetadata; parts: ChatMessage["parts"] };

/** How an answer ended, when it did not simply end. */
export function OutcomeNote({ metadata, parts }: OutcomeNoteProps) {
  const note = notes[metadata.outcome] ?? toLimitNote(metadata, parts);
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
