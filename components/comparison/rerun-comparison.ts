import type { ChatSession } from "@/components/chat/chat-session";
import { makeSession } from "@/components/chat/make-session";
import type { Workspace } from "@/components/workspace/workspace";
import { getChat, importChats } from "@/lib/api/chats";
import type { SaidMessage } from "@/lib/comparison/compared-answer";
import type { ComparisonFile } from "@/lib/comparison/comparison-file";
import { createId } from "@/lib/id";
import type { ImportedMessage } from "@/lib/lane-code/lane-code";
import { toImportedChat } from "@/lib/lane-code/to-imported-chat";

const toMessage = ({ role, text }: SaidMessage): ImportedMessage =>
  role === "user" ? { role, text, files: [] } : { role, steps: text === "" ? [] : [{ text, calls: [] }] };

/**
 * Asks what a comparison asked again: a new chat whose lanes have the models, settings and histories of the file's, so that
 * each of them is sent what it was sent then. Its answers are on their way when this resolves.
 * @throws AppError when the server refuses
 */
export async function rerunComparison(
  workspace: Workspace,
  lanes: ComparisonFile["lanes"],
): Promise<ChatSession> {
  const chatId = createId();
  const chat = toImportedChat({
    chatId,
    lanes: lanes.map(({ metadata: { model }, settings, history }) => ({
      model,
      settings,
      history: (history ?? []).map(toMessage),
    })),
    files: [],
    now: Date.now(),
    title: lanes[0]?.question ?? "",
  });
  await importChats(new Blob([JSON.stringify(chat)], { type: "application/json" }));
  const session = workspace.openChat(await getChat(chatId), makeSession);
  const asked = session.store
    .get()
    .lanes.map((lane, index) => ({ lane, text: lanes[index]?.question ?? "" }));
  // Lanes may have been asked differently: each question is a turn of those that were asked it.
  for (const [text, those] of Map.groupBy(asked, (each) => each.text))
    void session.turns.sendTo(
      those.map(({ lane }) => lane),
      text,
    );
  return session;
}
