import { contextHeader } from "@/lib/routes/request-context";
import type { DescribedRequest } from "./described-request";

/** The variable that holds a token of this server. */
export const tokenVariable = "SWITCHYARD_TOKEN";

/** What this server is called as a provider in code that asks it. */
export const gatewayProviderId = "switchyard";

/** The request as this server's own `/v1` takes it: the model by its ref, the provider's key and headers left to the server. */
export function throughGateway(request: DescribedRequest, origin: string): DescribedRequest {
  const lost = request.headers.filter(({ name }) => name.toLowerCase() !== "accept");
  return {
    ...request,
    providerId: gatewayProviderId,
    baseUrl: `${origin}/v1`,
    keyVariable: tokenVariable,
    headers: request.context === undefined ? [] : [{ name: contextHeader, value: request.context }],
    body: { ...request.body, model: request.ref },
    notices: [
      ...request.notices,
      ...(lost.length === 0
        ? []
        : [
            `Headers are set in this server's configuration and not passed on: ${lost.map(({ name }) => name).join(", ")}.`,
          ]),
    ],
  };
}
