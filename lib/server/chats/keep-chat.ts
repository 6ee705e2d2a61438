import "server-only";
import { AppError } from "@/lib/app-error";
import { listFiles } from "@/lib/attachments/to-file-part";
import { withNewIds } from "@/lib/export/with-new-ids";
import { isTemporaryId } from "@/lib/id";
import { getAttachment, saveAttachment } from "@/lib/server/attachments/attachment-store";
import { getDb, getMemoryDb } from "@/lib/server/db/get-db";
import { inTransaction } from "@/lib/server/db/in-transaction";
import { exportChat } from "./export-chats";
import { saveExportedChat } from "./save-exported-chat";
import { forgetTemporaryChats } from "./sweep-temporary-chats";

/**
 * Stores a temporary chat as it stands, as a chat like any other. Returns its new id; the temporary one is gone.
 * @throws AppError `not_found`, and `lane_busy` while an answer is being written
 */
export async function keepChat({ owner, chatId }: { owner: string; chatId: string }): Promise<string> {
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
  });
  await forgetTemporaryChats([chatId]);
  return kept.id;
}
