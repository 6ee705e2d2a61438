import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { type RawReply, type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import { startTestGateway, type TestGateway } from "./test-gateway";

type Served = {
  /** How the upstream answers; each test says it anew. */
  respond: (reply: RawReply) => void | Promise<void>;
  upstream: RawUpstream;
  gateway: TestGateway;
  /** The official client of the gateway, which tries nothing again by itself. */
  openai: OpenAI;
};

/** The gateway, during the tests of a file, with an upstream behind `llama/…` that answers as they say. */
export function serveBesideUpstream(settings: Record<string, string> = {}): Served {
  // What is missing is there before the first test.
  const served = {
    respond: () => {
      throw new Error("This test does not say how its upstream answers.");
    },
  } as unknown as Served;

  beforeAll(async () => {
    served.upstream = await startRawUpstream((reply) => served.respond(reply));
    served.gateway = await startTestGateway({
      settings: {
        LLAMA_BASE_URL: served.upstream.baseUrl,
        LLAMA_API_KEY: "llama-key-of-the-test",
        ...settings,
      },
    });
    served.openai = new OpenAI({ baseURL: served.gateway.baseUrl, apiKey: "anything", maxRetries: 0 });
  });
  afterAll(async () => {
    await served.gateway.close();
    await served.upstream.close();
  });
  beforeEach(() => {
    served.upstream.requests.length = 0;
  });
  return served;
}
