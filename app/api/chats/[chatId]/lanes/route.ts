import { z } from "zod";
import { laneCopySchema } from "@/lib/api/endpoints";
import { idSchema } from "@/lib/id-schema";
import { copyLane } from "@/lib/server/chats/copy-lane";
import { respondJson, route } from "@/lib/server/respond";

const params = z.object({ chatId: idSchema });

/** Adds a lane that begins as a copy of another one. */
export const POST = route({ params, body: laneCopySchema }, async ({ caller, params: { chatId }, body }) => {
  await copyLane({ owner: caller.ownerId, chatId, ...body });
  return respondJson({ saved: true });
});
