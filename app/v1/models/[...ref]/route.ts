import { z } from "zod";
import { answerPreflight, gatewayDoor } from "@/lib/server/gateway/gateway-door";
import { getListedModel } from "@/lib/server/gateway/list-models";
import { respondJson, routeOf } from "@/lib/server/respond";

const paramsSchema = z.object({ ref: z.array(z.string()).min(1) });

/** One model; its ref may be written with its slashes or with them encoded. Next has decoded it, once. */
export const GET = routeOf(gatewayDoor, { params: paramsSchema }, ({ caller, params }) =>
  respondJson(getListedModel(caller.token, params.ref.join("/"))),
);

export const OPTIONS = answerPreflight;
