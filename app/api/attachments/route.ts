import { AppError } from "@/lib/app-error";
import { maxAttachmentBytes } from "@/lib/attachments/attachment-limits";
import { idSchema } from "@/lib/id-schema";
import { readBytes } from "@/lib/server/access/read-bytes";
import { receiveFile } from "@/lib/server/attachments/receive-file";
import { fileRoute, respondJson } from "@/lib/server/respond";

/** Stores the file that is the body: `?name=` is what it is called, `?chatId=` which chat it is for. */
export const POST = fileRoute(async ({ request, caller }) => {
  const query = new URL(request.url).searchParams;
  const chatId = idSchema.safeParse(query.get("chatId") ?? "new-chat");
  if (!chatId.success) throw new AppError("invalid_request", "chatId: this is no id.");
  const data = await readBytes(request, maxAttachmentBytes);
  const name = query.get("name") ?? "file";
  return respondJson(await receiveFile({ owner: caller.ownerId, name, data, chatId: chatId.data }));
});
