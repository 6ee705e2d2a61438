import { z } from "zod";
import { type ForkResult, forkSchema } from "@/lib/api/endpoints";
import { idSchema } from "@/lib/id-schema";
import { forkChat } from "@/lib/server/chats/fork-chat";
import { respondJson, route } from "@/lib/server/respond";

const params = z.object({ chatId: idSchema });

/** A new chat that begins with everything up to a message of this one. */
export const POST = route({ params, body: forkSchema }, async ({ caller, params: { chatId }, body }) => {
  const forked = await forkChat({ owner: caller.ownerId, chatId, messageId: body.messageId });
  return respondJson({ chatId: forked } satisfies ForkResult);
});
