import "server-only";
import { singleton } from "@/lib/server/singleton";
import { createRequestQueue, type RequestQueue } from "@/lib/server/wire/request-queue";
import type { ProviderSettings } from "./provider-settings";

/** Ids are anybody's text: beyond this many the oldest queue is forgotten. */
const maxQueues = 500;

/** The queue of all requests to one provider, project and model: what W&B counts its concurrency limit by. */
export function getRequestQueue({ id, headers }: ProviderSettings, modelId: string): RequestQueue {
  const queues = singleton("request-queues", () => new Map<string, RequestQueue>());
  const key = JSON.stringify([id, new Headers(headers).get("openai-project"), modelId]);
  const known = queues.get(key);
  if (known !== undefined) return known;
  const oldest = queues.keys().next().value;
  if (queues.size >= maxQueues && oldest !== undefined) queues.delete(oldest);
  const queue = createRequestQueue();
  queues.set(key, queue);
  return queue;
}
