import { z } from "zod";
import { shownChats } from "@/lib/chats/shown-chats";
import { listChats } from "@/lib/server/chats/chat-store";
import { respondJson, route } from "@/lib/server/respond";

const limitSchema = z.coerce.number().int().min(1).max(100_000).catch(shownChats);

/** The caller's newest chats, `?limit=` of them, newest first; the pinned ones are always among them. */
export const GET = route({}, async ({ request, caller }) => {
  const limit = limitSchema.parse(new URL(request.url).searchParams.get("limit") ?? undefined);
  return respondJson(await listChats({ owner: caller.ownerId, limit }));
});
