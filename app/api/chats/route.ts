import { z } from "zod";
import { parseChatPlace } from "@/lib/chats/chat-place";
import { chatsPerPage } from "@/lib/chats/chats-per-page";
import { listChats } from "@/lib/server/chats/list-chats";
import { route } from "@/lib/server/respond";
import { respondLargeJson } from "@/lib/server/respond-large-json";

const limitSchema = z.coerce.number().int().min(1).max(100_000).catch(chatsPerPage);

/** The caller's newest chats, `?limit=` of them beside the pinned ones; with `?after=` those listed after that place. */
export const GET = route({}, async ({ request, caller }) => {
  const { searchParams } = new URL(request.url);
  const limit = limitSchema.parse(searchParams.get("limit") ?? undefined);
  const after = parseChatPlace(searchParams.get("after") ?? "");
  return respondLargeJson(request, await listChats({ owner: caller.ownerId, limit, after }));
});
