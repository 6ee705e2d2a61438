import type { ChatMessage } from "@/lib/chats/chat-document";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { toOutcomeNote } from "@/lib/runs/to-outcome-note";

type OutcomeNoteProps = { metadata: AnswerMetadata; parts: ChatMessage["parts"] };

/** How an answer ended, when it did not simply end. */
export function OutcomeNote({ metadata, parts }: OutcomeNoteProps) {
  const note = toOutcomeNote(metadata, parts);
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
