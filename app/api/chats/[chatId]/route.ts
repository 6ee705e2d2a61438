import { z } from "zod";
import { chatPatchSchema } from "@/lib/api/endpoints";
import { idSchema } from "@/lib/id-schema";
import { getChat, patchChat } from "@/lib/server/chats/chat-store";
import { respondJson, route } from "@/lib/server/respond";
import { respondLargeJson } from "@/lib/server/respond-large-json";

const params = z.object({ chatId: idSchema });

export const GET = route({ params }, async ({ request, caller, params: { chatId } }) =>
  respondLargeJson(request, await getChat({ owner: caller.ownerId, chatId })),
);

/** Renames a chat, or puts it in or takes it out of the bin. */
export const PATCH = route(
  { params, body: chatPatchSchema },
  async ({ caller, params: { chatId }, body }) => {
    await patchChat({ owner: caller.ownerId, chatId, patch: body });
    return respondJson({ saved: true });
  },
);
