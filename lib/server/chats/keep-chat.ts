import "server-only";
import { AppError } from "@/lib/app-error";
import { listFiles } from "@/lib/attachments/to-file-part";
import type { ExportedChat } from "@/lib/export/chat-export";
import { withNewIds } from "@/lib/export/with-new-ids";
import { isTemporaryId } from "@/lib/id";
import { getAttachment, saveAttachment } from "@/lib/server/attachments/attachment-store";
import { getDb, getMemoryDb } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { singleton } from "@/lib/server/singleton";
import { exportChat } from "./export-chats";
import { saveExportedChat } from "./save-exported-chat";
import { forgetTemporaryChats } from "./sweep-temporary-chats";

type Owned = { owner: string; chatId: string };

/** So many kept chats are remembered for the tabs that still show the temporary one. */
const mostRemembered = 200;

/** By owner and temporary chat: the keeping under way, and what the last ones were kept as. */
const state = () =>
  singleton("kept-chats", () => ({
    keeping: new Map<string, Promise<string>>(),
    keptAs: new Map<string, string>(),
  }));

/**
 * Stores a temporary chat as it stands, as a chat like any other, once however many tabs ask for it. Returns its new id;
 * the temporary one is gone.
 * @throws AppError `not_found`, `lane_busy` while an answer is being written, `conflict` when it changed meanwhile
 */
export function keepChat(owned: Owned): Promise<string> {
  const { keeping } = state();
  const name = `${owned.owner} ${owned.chatId}`;
  const known = keeping.get(name);
  if (known !== undefined) return known;
  const kept = keepOrFind(owned, name).finally(() => keeping.delete(name));
  keeping.set(name, kept);
  return kept;
}

async function keepOrFind(owned: Owned, name: string): Promise<string> {
  const { keptAs } = state();
  try {
    const id = await keep(owned);
    keptAs.set(name, id);
    const [oldest] = keptAs.keys();
    if (keptAs.size > mostRemembered && oldest !== undefined) keptAs.delete(oldest);
    return id;
  } catch (error) {
    const id = keptAs.get(name);
    if (id === undefined || !(error instanceof AppError) || error.code !== "not_found") throw error;
    return id;
  }
}

async function keep({ owner, chatId }: Owned): Promise<string> {
  if (!isTemporaryId(chatId)) throw new AppError("not_found", "There is no such temporary chat.");
  const chat = await exportChat({ owner, chatId });
  if (chat.messages.some(({ metadata }) => metadata?.outcome === "running"))
    throw new AppError(
      "lane_busy",
      "An answer is still being written. Wait for it or stop it, then keep the chat.",
    );
  const kept = withNewIds(chat);
  const memory = await getMemoryDb();
  await inTransaction(await getDb(), async (transaction) => {
    for (const { id } of chat.messages.flatMap(({ parts }) => listFiles(parts))) {
      const file = await getAttachment(memory, { owner, id });
      if (file !== null) await saveAttachment(transaction, { owner, file });
    }
    await saveExportedChat(transaction, { owner, chat: kept });
    await requireUnchanged({ owner, chat });
  });
  await forgetTemporaryChats([chatId]);
  return kept.id;
}

/** @throws AppError `conflict` when the chat is not any more what is being stored */
async function requireUnchanged({ owner, chat }: { owner: string; chat: ExportedChat }): Promise<void> {
  const now = await exportChat({ owner, chatId: chat.id });
  if (JSON.stringify(now) === JSON.stringify(chat)) return;
  throw new AppError("conflict", "It changed in another tab while it was being stored. Keep it again.");
}
