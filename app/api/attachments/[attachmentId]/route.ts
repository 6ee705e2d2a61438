import { z } from "zod";
import { attachmentIdSchema } from "@/lib/attachments/attachment";
import { respondAttachment } from "@/lib/server/attachments/respond-attachment";
import { route } from "@/lib/server/respond";

const params = z.object({ attachmentId: attachmentIdSchema });

/** A file of the caller's messages; `?name=` is what it is saved as. */
export const GET = route({ params }, ({ request, caller, params: { attachmentId } }) => {
  const name = new URL(request.url).searchParams.get("name") ?? "file";
  return respondAttachment(request, { owner: caller.ownerId, id: attachmentId, name });
});
