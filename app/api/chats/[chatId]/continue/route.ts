import { z } from "zod";
import { continueSchema } from "@/lib/api/endpoints";
import { idSchema } from "@/lib/id-schema";
import { continueEveryone } from "@/lib/server/chats/continue-everyone";
import { respondJson, route } from "@/lib/server/respond";

const params = z.object({ chatId: idSchema });

/** Lets every lane of a chat go on from one lane's answer. */
export const POST = route({ params, body: continueSchema }, async ({ caller, params: { chatId }, body }) =>
  respondJson(await continueEveryone({ owner: caller.ownerId, chatId, ...body })),
);
