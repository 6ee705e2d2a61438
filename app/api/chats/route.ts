import { listChats } from "@/lib/server/chats/chat-store";
import { respondJson, route } from "@/lib/server/respond";

/** The caller's chats, newest first. */
export const GET = route({}, async ({ caller }) => respondJson(await listChats({ owner: caller.ownerId })));
