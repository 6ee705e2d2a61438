import {
  brotliCompressSync,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { delta, done, events, finish, generateThroughWire } from "@/e2e/upstreams/ask-through-wire";
import { createScriptedUpstream } from "@/e2e/upstreams/scripted-upstream";

const upstream = createScriptedUpstream();
afterEach(upstream.close);

const stream = events(delta({ content: "Hellö" }), finish(), done);

describe("an answer that its provider compressed unasked", () => {
  it.each([
    ["zstd", zstdCompressSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
    ["Deflate", deflateRawSync],
    ["gzip, br", (bytes: Buffer) => brotliCompressSync(gzipSync(bytes))],
    ["identity", (bytes: Buffer) => bytes],
  ])("as %s is read", async (encoding, compress) => {
    const seen = await upstream.ask((reply) => {
      reply.head(200, { "content-type": "text/event-stream", "content-encoding": encoding });
      reply.end(compress(Buffer.from(stream)));
    });
    expect(seen).toMatchObject({ text: "Hellö", errors: [], exchange: { fault: null } });
  });

  it("as zstd is read as it comes", async () => {
    let tellFirst = () => {};
    const first = new Promise<void>((resolve) => {
      tellFirst = resolve;
    });
    const seen = await upstream.ask(
      async (reply) => {
        reply.head(200, { "content-type": "text/event-stream", "content-encoding": "zstd" });
        const compressor = createZstdCompress();
        compressor.on("data", (bytes: Buffer) => void reply.write(bytes));
        compressor.write(events(delta({ content: "Hel" })));
        compressor.flush();
        await first;
        compressor.end(events(delta({ content: "lo" }), finish(), done));
        compressor.once("end", () => reply.end());
      },
      { onPart: ({ type }) => type === "text-delta" && tellFirst() },
    );
    expect(seen.text).toBe("Hello");
  });

  it("as its head does not say, or in a way nobody knows, is told as unreadable", async () => {
    for (const encoding of ["gzip", "deflate", "br", "zstd", "lzma"]) {
      const seen = await upstream.ask((reply) => {
        reply.head(200, { "content-type": "text/event-stream", "content-encoding": encoding });
        reply.end(stream);
      });
      expect([encoding, seen.exchange.fault?.code, seen.text]).toEqual([encoding, "unreadable", ""]);
      await upstream.close();
    }
  });
});

it("a success without a body is an answer with nothing in it, also to a stream request", async () => {
  const seen = await upstream.ask((reply) => {
    reply.head(204);
    reply.end();
  });
  expect(seen.exchange.fault).toMatchObject({ code: "empty_answer", status: 204 });
  expect(seen.errors).toEqual(["Acme answered with nothing."]);
  const generated = await generateThroughWire({
    baseUrl: upstream.baseUrl(),
  });
  expect(generated.errors).toEqual(["Acme answered with nothing."]);
});
