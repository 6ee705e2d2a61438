"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { saveDraftFiles } from "@/components/attachments/draft-file-store";
import type { ChatSession } from "@/components/chat/chat-session";
import { saveDraft } from "@/components/chat/draft-store";
import { writeComposer } from "@/components/chat/focus-composer";
import type { LaneSession } from "@/components/chat/lane-session";
import { getLaneEditor } from "@/components/lane-settings/lane-editor";
import { useWorkspace } from "@/components/workspace/workspace-context";
import { uploadFile } from "@/lib/api/attachments";
import { importChats } from "@/lib/api/chats";
import { AppError } from "@/lib/app-error";
import { createId } from "@/lib/id";
import type { ImportedFile, LaneCandidate } from "@/lib/lane-code/lane-code";
import type { StoredImport } from "@/lib/lane-code/to-imported-chat";

type ImportOptions = {
  session: ChatSession;
  lane: LaneSession;
  onChooseModel: (ref: string) => void;
  onDone: () => void;
};

export type Import = {
  use: (candidate: LaneCandidate) => Promise<void>;
  isBusy: boolean;
  /** Why it could not be used; null while nothing is wrong. */
  problem: string | null;
};

/** Uses what a pasted text describes: in this lane, or, when it holds a conversation, as a new chat. */
export function useImport({ session, lane, onChooseModel, onDone }: ImportOptions): Import {
  const router = useRouter();
  const workspace = useWorkspace();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  function fillLane({ model, settings, draft }: LaneCandidate) {
    if (model !== null) onChooseModel(model);
    getLaneEditor(session, lane).replace(settings);
    if (draft === null) return;
    writeComposer(draft.text);
    if (draft.files.length > 0) session.files.add(draft.files.map(toFile));
  }

  async function openChat(candidate: LaneCandidate) {
    const chatId = await createChat(candidate, candidate.model ?? lane.store.get().model);
    await workspace.index.reread();
    router.push(`/chat/${chatId}`);
  }

  return {
    isBusy,
    problem,
    use: async (candidate) => {
      setBusy(true);
      setProblem(null);
      try {
        if (candidate.history.length === 0) fillLane(candidate);
        else await openChat(candidate);
        onDone();
      } catch (error) {
        setProblem(error instanceof AppError ? error.message : "The server cannot be reached. Try again.");
      } finally {
        setBusy(false);
      }
    },
  };
}

/** A chat of its own with the conversation, and the question in its message field. Returns its id. */
async function createChat(candidate: LaneCandidate, model: string): Promise<string> {
  const chatId = createId();
  const { history, draft } = candidate;
  const said = history.flatMap((message) => (message.role === "user" ? message.files : []));
  const files = await storeFiles(said, chatId);
  const asked = await storeFiles(draft?.files ?? [], chatId);
  const { toImportedChat } = await import("@/lib/lane-code/to-imported-chat");
  const file = toImportedChat({ chatId, lanes: [{ ...candidate, model }], files, now: Date.now() });
  await importChats(new Blob([JSON.stringify(file)], { type: "application/json" }));
  saveDraft(chatId, draft?.text ?? "");
  saveDraftFiles(
    chatId,
    asked.map(({ stored }) => stored),
  );
  return chatId;
}

async function storeFiles(files: readonly ImportedFile[], chatId: string): Promise<StoredImport[]> {
  const stored: StoredImport[] = [];
  const { signal } = new AbortController();
  for (const file of files) {
    const attachment = await uploadFile({ file: toFile(file), chatId, onProgress: () => undefined, signal });
    stored.push({ file, stored: attachment });
  }
  return stored;
}

function toFile({ name, mediaType, data }: ImportedFile): File {
  const bytes = Uint8Array.from(atob(data.replace(/\s/g, "")), (letter) => letter.charCodeAt(0));
  return new File([bytes], name, { type: mediaType });
}
