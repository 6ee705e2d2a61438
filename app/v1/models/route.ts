import { answerPreflight, gatewayDoor } from "@/lib/server/gateway/gateway-door";
import { listModels } from "@/lib/server/gateway/list-models";
import { respondJson, routeOf } from "@/lib/server/respond";

export const GET = routeOf(gatewayDoor, {}, ({ caller }) =>
  respondJson({ object: "list", data: listModels(caller.token) }),
);

export const OPTIONS = answerPreflight;
