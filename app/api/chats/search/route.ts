import { searchChats } from "@/lib/server/chats/search-chats";
import { respondJson, route } from "@/lib/server/respond";

/** `?q=`: where in the caller's chats something was said. */
export const GET = route({}, async ({ request, caller }) => {
  const query = new URL(request.url).searchParams.get("q") ?? "";
  return respondJson(await searchChats({ owner: caller.ownerId, query }));
});
