import { AppError } from "@/lib/app-error";
import { getFreshness, refreshModelsDev } from "@/lib/server/catalogue/models-dev/models-dev";
import { respondJson, route } from "@/lib/server/respond";

/** Asks models.dev now, and says what became of it. Only who asks waits. */
export const POST = route({}, async () => {
  if (getFreshness().isOff)
    throw new AppError(
      "invalid_request",
      "Refreshing is switched off on this server (CATALOGUE_REFRESH=off).",
    );
  await refreshModelsDev();
  return respondJson(getFreshness());
});
