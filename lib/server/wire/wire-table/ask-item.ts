import { createMask } from "@/lib/server/wire/mask-secrets";
import "server-only";
import OpenAI from "openai";
import {
  type Ask,
  askDirectly,
  askThroughWire,
  generateThroughWire,
  replying,
  type SeenAnswer,
} from "@/e2e/upstreams/ask-through-wire";
import { testProvider, testTimeouts } from "@/e2e/upstreams/create-test-models";
import { startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import { createWireFetch } from "@/lib/server/wire/create-wire-fetch";
import { toWords } from "./to-words";
import type { WireItemSettings, WireReply } from "./wire-case";

/** `sdk`: streamed, read by the AI SDK's provider. `chat`: streamed, as the product reads it. `generate`: one reply. */
export type Way = "sdk" | "chat" | "generate";

const asks: Record<Way, (ask: Ask) => Promise<SeenAnswer>> = {
  sdk: askThroughWire,
  chat: askDirectly,
  generate: generateThroughWire,
};

/** An answer that is over lets go of its connection within this time. */
const mostMsToClose = 3000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What comes out of `reply` when it is asked for in this way. */
export async function askItem(way: Way, reply: WireReply, settings: WireItemSettings = {}): Promise<string> {
  if (typeof reply !== "function") return ask(way, { transport: replying(reply.body, reply) }, settings);
  const upstream = await startRawUpstream(reply);
  try {
    const words = await ask(way, { baseUrl: upstream.baseUrl }, settings);
    const seen = upstream.requests.length;
    const all = Promise.all(upstream.requests.map((request) => request.closed));
    const isClosed = await Promise.race([all.then(() => true), wait(mostMsToClose).then(() => false)]);
    return [
      words,
      ...(seen === (settings.requests ?? 1) ? [] : [`${seen} requests`]),
      ...(isClosed ? [] : ["a connection was left open"]),
    ].join(", ");
  } finally {
    await upstream.close();
  }
}

type Source = Pick<Ask, "transport" | "baseUrl">;

async function ask(way: Way, source: Source, settings: WireItemSettings): Promise<string> {
  const { requests: _, allChoices, secrets = [], ...rest } = settings;
  if (allChoices === true) return readAllChoices(way, source);
  return toWords(await asks[way]({ ...source, ...rest, mask: createMask(secrets) }));
}

/** With OpenAI's own client, which gives every choice. */
async function readAllChoices(
  way: Way,
  { baseUrl = "http://acme.test/v1", transport }: Source,
): Promise<string> {
  const client = new OpenAI({
    apiKey: "key",
    baseURL: baseUrl,
    maxRetries: 0,
    fetch: createWireFetch({
      provider: testProvider,
      timeouts: testTimeouts,
      mask: createMask([]),
      mergeWindowMs: 0,
      choices: "all",
      ...(transport === undefined ? {} : { transport }),
      onExchange: () => {},
    }),
  });
  const body = { model: "m", n: 2, messages: [{ role: "user" as const, content: "Hello" }] };
  const texts = new Map<number, string>();
  const add = (index: number, text: string | null | undefined) =>
    texts.set(index, (texts.get(index) ?? "") + (text ?? ""));
  if (way === "generate") {
    const { choices } = await client.chat.completions.create(body);
    for (const choice of choices) add(choice.index, choice.message.content);
  } else {
    for await (const chunk of await client.chat.completions.create({ ...body, stream: true })) {
      for (const choice of chunk.choices) add(choice.index, choice.delta.content);
    }
  }
  return [...texts]
    .sort()
    .map(([index, text]) => `choice ${index} "${text}"`)
    .join(", ");
}
