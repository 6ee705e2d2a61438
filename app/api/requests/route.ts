import { requestToDescribeSchema } from "@/lib/request-code/described-request";
import { describeRequest } from "@/lib/server/chats/describe-request";
import { respondJson, route } from "@/lib/server/respond";
import { maxTurnBytes } from "@/lib/turns/turn-limits";

/** What a lane's next turn would send, for code that sends it from elsewhere. */
export const POST = route(
  { body: requestToDescribeSchema, maxBodyBytes: maxTurnBytes },
  async ({ caller, body }) => respondJson(await describeRequest({ owner: caller.ownerId, ...body })),
);
