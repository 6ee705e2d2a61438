import "server-only";
import { toFileMark } from "@/lib/attachments/file-mark";
import type { StoredMessage } from "@/lib/chats/chat-document";
import { createIdBeside } from "@/lib/id";
import type { JsonObject } from "@/lib/json-value";
import type { DescribedRequest, RequestToDescribe } from "@/lib/request-code/described-request";
import { findContext, withoutContext } from "@/lib/routes/request-context";
import { isRouteRef } from "@/lib/routes/route-ref";
import { fillFiles } from "@/lib/server/attachments/fill-files";
import { getDbOf } from "@/lib/server/db/get-db";
import { describeHeaders } from "@/lib/server/providers/describe-headers";
import { type ResolvedModel, requireProvider, resolveWithoutKey } from "@/lib/server/providers/resolve-model";
import { LiveRun } from "@/lib/server/runs/live-run";
import { listRefusalsIfPossible } from "@/lib/server/runs/refusal-store";
import type { RunPlan } from "@/lib/server/runs/run-plan";
import { streamModel } from "@/lib/server/runs/stream-model";
import type { WireExchange } from "@/lib/server/wire/exchange";
import { createRequestQueue } from "@/lib/server/wire/request-queue";
import { requireChat } from "./chat-store";
import { listMessages } from "./message-store";
import { planRun } from "./plan-run";
import { toQuestion } from "./to-question";

type Described = RequestToDescribe & { owner: string };

/**
 * The request that a turn's lane would send, made on the very way that sends it, up to the network.
 * @throws AppError `not_found`, `invalid_model_ref`, `unknown_provider`
 */
export async function describeRequest({ owner, chatId, lane }: Described): Promise<DescribedRequest> {
  if (!isRouteRef(lane.model)) requireProvider(lane.model);
  const db = await getDbOf(chatId);
  const messages = lane.parentId === null ? [] : await listOwnMessages({ owner, chatId });
  const question = await toQuestion(db, { owner, lane });
  const fieldRefusals = await listRefusalsIfPossible(owner);
  const turnId = createIdBeside(chatId);
  const { plan, refused } = planRun({ owner, turnId, lane, messages, question, fieldRefusals });
  // What a route would come to is not known before one of its models can be called.
  if (refused !== null && isRouteRef(lane.model)) throw refused;
  const provider = requireProvider(plan.ref);
  const files = new Set<string>();
  const toContent = (_: unknown, name: string) => {
    files.add(name);
    return toBase64Mark(name);
  };
  const filled = await fillFiles(plan.messages, { db, owner, toContent });
  const model = withoutNetwork(resolveWithoutKey(plan.ref));
  const record = await streamModel({
    plan: { ...plan, messages: filled, model },
    run: new LiveRun(plan.runId, () => {}),
    alternative: null,
    onWait: () => {},
  });
  const [exchange] = record.exchanges;
  if (exchange === undefined) throw record.sdkError;
  const { headers, notices } = describeHeaders(provider, withoutContext(lane.settings.headers));
  const context = findContext(lane.settings.headers);
  const hasOwnKey = headers.some(({ name }) => name.toLowerCase() === "authorization");
  return {
    ref: lane.model,
    providerId: provider.id,
    baseUrl: provider.kind === "demo" ? null : provider.baseUrl,
    keyVariable: hasOwnKey ? null : provider.keyVariable,
    headers,
    ...(context === null ? {} : { context }),
    body: readBody(exchange, files),
    files: [...files],
    notices: [...toRouteNotice(plan), ...plan.notices, ...exchange.notices, ...notices],
  };
}

/** Code for the provider itself knows no routes. */
function toRouteNotice({ route, ref }: RunPlan): string[] {
  if (route === null) return [];
  const others = route.fallbacks.map((fallback) => fallback.ref);
  const rest = others.length === 0 ? "" : ` It would fall back to ${others.join(", ")}.`;
  return [
    `${route.route} chooses ${ref} for this request${route.rule === null ? "" : ` (${route.rule})`}.${rest}`,
  ];
}

async function listOwnMessages(chat: { owner: string; chatId: string }): Promise<StoredMessage[]> {
  const db = await getDbOf(chat.chatId);
  await requireChat(db, chat);
  return listMessages(db, chat.chatId);
}

/** The model behind a network on which every answer is empty. */
function withoutNetwork(model: ResolvedModel): ResolvedModel {
  const transport = async () =>
    new Response("data: [DONE]\n\n", { headers: { "content-type": "text/event-stream" } });
  return {
    ...model,
    createLanguageModel: (options) =>
      model.createLanguageModel({ ...options, transport, queue: createRequestQueue() }),
  };
}

/** On its way through the SDK a file's mark has to look like a file's content. */
const toBase64Mark = (name: string) => Buffer.from(toFileMark(name)).toString("base64");

/** The body is JSON of our own writing. */
function readBody({ requestBody }: WireExchange, files: ReadonlySet<string>): JsonObject {
  let json = requestBody;
  for (const name of files) json = json.replaceAll(toBase64Mark(name), toFileMark(name));
  return JSON.parse(json) as JsonObject;
}
