import { z } from "zod";
import type { KeepResult } from "@/lib/api/endpoints";
import { idSchema } from "@/lib/id-schema";
import { keepChat } from "@/lib/server/chats/keep-chat";
import { respondJson, route } from "@/lib/server/respond";

const params = z.object({ chatId: idSchema });

/** Stores a temporary chat. */
export const POST = route({ params }, async ({ caller, params: { chatId } }) =>
  respondJson({ chatId: await keepChat({ owner: caller.ownerId, chatId }) } satisfies KeepResult),
);
