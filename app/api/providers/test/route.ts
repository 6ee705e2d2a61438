import { connectionTestSchema } from "@/lib/providers/connection-test";
import { askForOneToken } from "@/lib/server/gateway/ask-for-one-token";
import { askForModels } from "@/lib/server/providers/ask-for-models";
import { respondJson, route } from "@/lib/server/respond";

/** Makes one real call to a provider and says what came of it. */
export const POST = route({ body: connectionTestSchema }, async ({ request, caller, body }) =>
  respondJson(
    body.ask === "models"
      ? await askForModels(body.providerId, request.signal)
      : await askForOneToken({ caller, ref: body.model, signal: request.signal }),
  ),
);
