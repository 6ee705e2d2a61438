import { describe, expect, it } from "vitest";
import { serveBesideUpstream } from "@/app/api/test-beside-upstream";
import { delta, events } from "@/e2e/upstreams/ask-through-wire";

const beside = serveBesideUpstream();

const model = "llama/some-model";
const messages = [{ role: "user" as const, content: "Hello" }];
const words = `Invalid schema: ${"properties.items.anyOf[3] is not allowed; ".repeat(40)}see the last one.`;

describe("an error of many words reaches another program whole", () => {
  it("as a refusal", async () => {
    beside.respond = (reply) => {
      reply.head(400, { "content-type": "application/json" });
      reply.end(JSON.stringify({ error: { message: words, type: "invalid_request_error" } }));
    };
    const refused = beside.openai.chat.completions.create({ model, messages });
    await expect(refused).rejects.toMatchObject({ status: 400, error: { message: words } });
  });

  it("in the middle of a stream", async () => {
    beside.respond = (reply) => reply.end(events(delta({ content: "Hel" }), { error: { message: words } }));
    const stream = await beside.openai.chat.completions.create({ model, messages, stream: true });
    const read = async () => {
      for await (const _ of stream);
    };
    await expect(read()).rejects.toMatchObject({ error: { message: words } });
  });

  it("without a key in them", async () => {
    beside.respond = (reply) => {
      reply.head(401, { "content-type": "application/json" });
      reply.end(JSON.stringify({ error: { message: `${words} sk-proj-abcdefghij0123456789` } }));
    };
    const refused = beside.openai.chat.completions.create({ model, messages });
    await expect(refused).rejects.toMatchObject({ error: { message: `${words} [masked]` } });
  });
});
