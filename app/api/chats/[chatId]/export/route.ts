import { z } from "zod";
import { toMarkdown } from "@/lib/export/to-markdown";
import { idSchema } from "@/lib/id-schema";
import { exportChat, streamExport } from "@/lib/server/chats/export-chats";
import { route } from "@/lib/server/respond";
import { respondFile } from "@/lib/server/respond-file";

const params = z.object({ chatId: idSchema });

/** One chat as a file that can be imported; with `?format=markdown` one for reading. */
export const GET = route({ params }, async ({ request, caller, params: { chatId } }) => {
  const chat = await exportChat({ owner: caller.ownerId, chatId });
  const isForReading = new URL(request.url).searchParams.get("format") === "markdown";
  return isForReading
    ? respondFile(toMarkdown(chat), { name: `${chat.title}.md`, type: "text/markdown" })
    : respondFile(streamExport({ owner: caller.ownerId, chat }), {
        name: `${chat.title}.json`,
        type: "application/json",
      });
});
