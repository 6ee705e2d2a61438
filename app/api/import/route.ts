import { readJsonText } from "@/lib/server/access/read-json";
import { importChats } from "@/lib/server/chats/import-chats";
import { respondJson, route } from "@/lib/server/respond";

/** Below what one text of this runtime can hold. */
const maxFileBytes = 500_000_000;

/** Adds the chats of an exported file: all of them, or none. */
export const POST = route({}, async ({ request, caller }) => {
  const text = await readJsonText(request, maxFileBytes);
  return respondJson(await importChats({ owner: caller.ownerId, text }));
});
