import { describe, expect, test } from "vitest";
import {
  askDirectly,
  askThroughWire,
  delta,
  events,
  finish,
  generateThroughWire,
  replying,
} from "@/e2e/upstreams/ask-through-wire";
import { createMask } from "./mask-secrets";

const hello = [delta({ role: "assistant", content: "Hel" }), delta({ content: "lo" })];
const json = { "content-type": "application/json" };
const ways = [
  ["read by the SDK", askThroughWire],
  ["read directly", askDirectly],
  ["as one reply", generateThroughWire],
] as const;

/** Every form in which words of a provider reach a user, as a transport that sends these words. */
const forms: Record<string, (words: string) => typeof fetch> = {
  "an error object": (words) => replying(JSON.stringify({ error: { message: words } }), { status: 400 }),
  "an error as text": (words) => replying(JSON.stringify({ error: words }), { status: 400 }),
  "a detail": (words) => replying(JSON.stringify({ detail: words }), { status: 422 }),
  "a list of details": (words) =>
    replying(JSON.stringify({ detail: [{ loc: [words], msg: words }] }), { status: 422 }),
  "an object that says nothing else": (words) =>
    replying(JSON.stringify({ error: { [words]: 1 } }), { status: 500 }),
  "words behind a router": (words) =>
    replying(JSON.stringify({ error: { message: "", metadata: { raw: words } } }), { status: 502 }),
  "plain text": (words) => replying(words, { status: 500 }),
  "a web page": (words) => replying(`<html><body><p>${words}</p></body></html>`, { status: 502 }),
  "a redirect": (words) => replying("", { status: 302, headers: { location: `http://x.test/?${words}` } }),
  "an error with status 200": (words) =>
    replying(JSON.stringify({ error: { message: words } }), { headers: json }),
  "a page with status 200": (words) =>
    replying(`<p>${words}</p>`, { headers: { "content-type": "text/html" } }),
  "a sentence with status 200": (words) => replying(words, { headers: { "content-type": "text/plain" } }),
  "JSON that is no answer": (words) => replying(JSON.stringify({ status: words }), { headers: json }),
  "an error in the middle": (words) => replying(events(...hello, { error: { message: words } })),
  "an error event": (words) => replying(`${events(...hello)}event: error\ndata: ${words}\n\n`),
  "an error in a choice": (words) =>
    replying(events(...hello, { choices: [{ index: 0, delta: {}, error: { message: words } }] })),
  "a page in the middle": (words) => replying(`${events(...hello)}<p>${words}</p>\n\n`),
  "an unknown finish reason": (words) => replying(events(...hello, finish(words))),
  "a connection that fails": (words) => async () => {
    throw Object.assign(new Error(`connect ECONNREFUSED ${words}`), { code: "ECONNREFUSED" });
  },
};

describe.each(ways)("%s", (_, ask) => {
  const key = 'acme/secret"key+1';

  test.each(Object.entries(forms))("%s shows at most 500 characters and no key", async (_form, replyWith) => {
    const words = `Bad key ${key}, or sk-proj-abcdefghij0123456789${", very bad".repeat(200)}`;
    const seen = await ask({ transport: replyWith(words), mask: createMask([key]) });
    const shown = JSON.stringify([seen.errors, seen.exchange]);
    for (const form of [key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key)])
      expect(shown).not.toContain(JSON.stringify(form).slice(1, -1));
    expect(shown).not.toContain("abcdefghij");
    for (const said of [...seen.errors, seen.exchange.fault?.providerMessage ?? ""])
      expect(said.length).toBeLessThanOrEqual(500);
    expect(seen.exchange.fault === null ? seen.exchange.notices.join().length : 0).toBeLessThan(500);
  });

  test("an event of more than 1 MB is refused, and the text before it is kept", async () => {
    const piece = "x".repeat(65_536);
    const body = [
      ...[events(...hello), 'data: {"choices":[{"delta":{"content":"'],
      ...Array.from({ length: 17 }, () => piece),
    ];
    const seen = await ask({ transport: replying(body) });
    expect(seen).toMatchObject({ text: "Hello", exchange: { fault: { code: "too_large" } } });
  });

  test("an event of nearly 1 MB is read", async () => {
    const long = "x".repeat(1_040_000);
    const seen = await ask({ transport: replying(events(delta({ content: long }), finish())) });
    expect(seen.text).toBe(long);
  });

  test("an answer of more than 2 MB is cut there, and closed", async () => {
    let sent = 0;
    let isCancelled = false;
    const event = new TextEncoder().encode(events(delta({ content: "x".repeat(100_000) })));
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += event.length;
        if (sent > 64_000_000) controller.close();
        else controller.enqueue(event);
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    const seen = await ask({ transport: async () => new Response(endless) });
    expect(seen.exchange.fault?.code).toBe("too_large");
    expect(seen.text.length).toBe(2_000_000);
    expect(sent).toBeLessThan(2_500_000);
    await expect.poll(() => isCancelled).toBe(true);
  });

  test("a document of more than 16 MB is refused", async () => {
    const piece = "x".repeat(1_048_576);
    const body = ['{"choices":[{"message":{"content":"', ...Array.from({ length: 17 }, () => piece)];
    const seen = await ask({ transport: replying(body, { headers: json }) });
    expect(seen.exchange.fault?.code).toBe("too_large");
  });

  test.each([500, 200])("of an endless page with status %i no more than 64 KB are kept", async (status) => {
    let sent = 0;
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 1024;
        if (sent > 4_000_000) controller.close();
        else controller.enqueue(new TextEncoder().encode("<p>no</p>".padEnd(1024)));
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    const seen = await ask({ transport: async () => new Response(endless, { status }) });
    expect(seen.exchange.fault?.code).toBe(status === 200 ? "not_a_stream" : "provider_failed");
    expect(sent).toBeLessThan(80_000);
    expect(isCancelled).toBe(true);
  });
});
