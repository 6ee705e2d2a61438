import { z } from "zod";
import { rewordingSchema } from "@/lib/api/endpoints";
import { idSchema } from "@/lib/id-schema";
import { rewordMessage } from "@/lib/server/chats/reword-message";
import { respondJson, route } from "@/lib/server/respond";

const params = z.object({ chatId: idSchema, messageId: idSchema });

/** Stores another wording of a message beside it; nothing is run. */
export const POST = route({ params, body: rewordingSchema }, async ({ caller, params: ids, body }) => {
  await rewordMessage({ owner: caller.ownerId, ...ids, rewording: body });
  return respondJson({ saved: true });
});
