import { streamExport } from "@/lib/server/chats/export-chats";
import { route } from "@/lib/server/respond";
import { respondFile } from "@/lib/server/respond-file";

/** All the caller's chats as one file that `POST /api/import` takes. */
export const GET = route({}, ({ caller }) => {
  const day = new Date().toISOString().slice(0, 10);
  return respondFile(streamExport({ owner: caller.ownerId }), {
    name: `switchyard-${day}.json`,
    type: "application/json",
  });
});
