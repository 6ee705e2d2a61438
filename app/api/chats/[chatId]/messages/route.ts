import { z } from "zod";
import { idSchema } from "@/lib/id-schema";
import { addMessages } from "@/lib/server/chats/add-messages";
import { respondJson, route } from "@/lib/server/respond";
import { maxTurnBytes } from "@/lib/turns/turn-limits";
import { addedMessagesSchema } from "@/lib/turns/turn-request";

const params = z.object({ chatId: idSchema });

/** Adds messages by hand; nothing is run. */
export const POST = route(
  { params, body: addedMessagesSchema, maxBodyBytes: maxTurnBytes },
  async ({ caller, params: { chatId }, body }) => {
    await addMessages({ owner: caller.ownerId, chatId, added: body });
    return respondJson({ saved: true });
  },
);
