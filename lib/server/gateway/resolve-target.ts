import "server-only";
import type { CompletionRequest } from "@/lib/gateway/completion-request";
import { mayUseModel } from "@/lib/gateway/token";
import type { RequestFacts } from "@/lib/routes/choose-candidates";
import { contextHeader, readRequestContext } from "@/lib/routes/request-context";
import { isRouteRef, routeProviderId } from "@/lib/routes/route-ref";
import type { RouteStop } from "@/lib/routes/route-trail";
import type { GatewayToken } from "@/lib/server/access/find-token";
import { getProvider } from "@/lib/server/providers/get-providers";
import { listRoutes, type NamedRoute } from "@/lib/server/providers/get-routes";
import { type ResolvedModel, resolveModel } from "@/lib/server/providers/resolve-model";
import { resolveRoute } from "@/lib/server/providers/resolve-route";
import { requireModelScope } from "./check-token";
import { estimatePromptTokens } from "./estimate-prompt";
import { findBareModel } from "./find-bare-model";

/** Where a request goes: one model, or those of a route in the order in which they are tried. */
export type Target = {
  /** null for a model that was named itself. */
  route: NamedRoute | null;
  rule: string | null;
  candidates: [ResolvedModel, ...ResolvedModel[]];
  /** Models of the route that are not asked. */
  stops: RouteStop[];
};

type Asked = { body: CompletionRequest; headers: Headers; token: GatewayToken | null };

/**
 * The one place where a name in `/v1` gets its meaning. It is a model's ref, a route's, or one of both without its first
 * segment. A token that names a route may use whatever the route leads to; any other is kept to its own models.
 * @throws AppError `invalid_model_ref`, `unknown_provider`, `model_not_found`, `missing_key`
 */
export function resolveTarget({ body, headers, token }: Asked): Target {
  const ref = toRef(body.model);
  if (!isRouteRef(ref)) {
    const model = resolveModel(ref);
    requireModelScope(token, model.ref);
    return { route: null, rule: null, candidates: [model], stops: [] };
  }
  return resolveRoute({ ref, facts: toFacts(body, headers), mayUse: toScope(token, ref) });
}

/** What a token may use of a route. */
export function toScope(token: GatewayToken | null, routeRef: string): (ref: string) => boolean {
  const patterns = token?.models ?? [];
  return mayUseModel(patterns, routeRef) ? () => true : (ref) => mayUseModel(patterns, ref);
}

function toRef(name: string): string {
  const providerId = name.slice(0, Math.max(0, name.indexOf("/")));
  if (isRouteRef(name) || getProvider(providerId) !== undefined) return name;
  const route = `${routeProviderId}/${name}`;
  // What the operator named beats what a model happens to be called.
  return listRoutes().some(({ ref }) => ref === route) ? route : (findBareModel(name) ?? name);
}

function toFacts(body: CompletionRequest, headers: Headers): RequestFacts {
  const { metadata, tools } = body;
  return {
    context: readRequestContext({ header: headers.get(contextHeader), metadata }),
    hasImages: body.messages.some(({ content }) => Array.isArray(content) && content.some(isImage)),
    needsTools: Array.isArray(tools) && tools.length > 0,
    inputTokens: estimatePromptTokens(body),
  };
}

function isImage(part: unknown): boolean {
  return typeof part === "object" && part !== null && "type" in part && part.type === "image_url";
}
