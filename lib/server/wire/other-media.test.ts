import { expect, it } from "vitest";
import { askThroughWire, delta, done, events, finish, replying } from "@/e2e/upstreams/ask-through-wire";

const picture = { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } };

it.each([
  [
    "sound",
    [{ audio: { id: "a", transcript: "" } }, { audio: { data: "AAAA" } }, { audio: { transcript: "Hello" } }],
  ],
  ["pictures", [{ content: "", images: [picture] }]],
])("%s that a chat cannot show is the answer's beginning, and is told", async (medium, deltas) => {
  const { exchange } = await askThroughWire({
    transport: replying(
      events(...deltas.map((fields: Record<string, unknown>) => delta(fields)), finish(), done),
    ),
  });
  expect(exchange.firstTokenAt).not.toBeNull();
  expect(exchange.notices).toEqual([`The answer brought ${medium}, which cannot be shown here.`]);
});
