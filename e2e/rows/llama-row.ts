import { expect } from "vitest";
import type { LlamaEmulator } from "@/e2e/upstreams/llama-emulator";
import { sunsetForms } from "@/e2e/upstreams/llama-emulator/sunset";
import { fromCompact } from "@/lib/catalogue/compact-catalogue";
import type { Row, RowSystem } from "./row-check";
import { expectReply, expectSchema, expectStream, expectToolRoundTrip } from "./shared-checks";

export type EmulatedLlama = RowSystem & { emulator: LlamaEmulator };

const model = "llama/llama-4-scout-17b-16e-instruct-fp8";

/** The ids of the catalogue, each with the provider's own spelling. */
const spellings = {
  "llama-4-scout-17b-16e-instruct-fp8": "Llama-4-Scout-17B-16E-Instruct-FP8",
  "llama-4-maverick-17b-128e-instruct-fp8": "Llama-4-Maverick-17B-128E-Instruct-FP8",
  "llama-3.3-70b-instruct": "Llama-3.3-70B-Instruct",
  "llama-3.3-8b-instruct": "Llama-3.3-8B-Instruct",
  "cerebras-llama-4-maverick-17b-128e-instruct": "Cerebras-Llama-4-Maverick-17B-128E-Instruct",
  "cerebras-llama-4-scout-17b-16e-instruct": "Cerebras-Llama-4-Scout-17B-16E-Instruct",
  "groq-llama-4-maverick-17b-128e-instruct": "Groq-Llama-4-Maverick-17B-128E-Instruct",
};

const lastBody = ({ requests }: RowSystem) => requests?.at(-1)?.body ?? null;

export const llamaRow: Row<EmulatedLlama> = {
  providerId: "llama",
  name: "Llama",
  live: [
    {
      point: 1,
      title: "the documented ids answer in both spellings, sent as they were written",
      run: async (system) => {
        for (const id of Object.entries(spellings).flat()) {
          const { metadata } = await system.ask({ model: `llama/${id}`, text: "Hello" });
          expect.soft(metadata.error, id).toBeNull();
          if (system.requests !== null) expect.soft(lastBody(system)?.model).toBe(id);
        }
      },
    },
    { point: 2, title: "a stream is taken by the service", run: (system) => expectStream(system, model) },
    {
      point: 3,
      title:
        "json_object, which does not exist there, becomes a schema that takes any object, and that is said",
      run: async (system) => {
        const answer = await system.ask({
          model,
          text: "Answer with a JSON object.",
          settings: { body: { response_format: { type: "json_object" } } },
        });
        expect(answer.metadata.error).toBeNull();
        expect(answer.metadata.notices).toEqual([expect.stringContaining("json_object")]);
        expect(typeof JSON.parse(answer.text)).toBe("object");
        if (system.requests !== null) {
          expect(lastBody(system)?.response_format).toMatchObject({ type: "json_schema" });
        }
      },
    },
    { point: 5, title: "text streams", run: (system) => expectStream(system, model) },
    { point: 5, title: "text comes as one reply", run: (system) => expectReply(system, model) },
    {
      point: 5,
      title: "a tool is called and its result used, streamed and not",
      run: (system) => expectToolRoundTrip(system, model),
    },
    {
      point: 5,
      title: "a json_schema is answered with an object of its form",
      run: (system) => expectSchema(system, model),
    },
  ],
  emulated: [
    {
      point: 1,
      title: "all seven ids are in the catalogue, the provider's own spelling kept beside each",
      run: async ({ server }) => {
        const catalogue = fromCompact(await (await server.send("GET", "/api/catalogue")).json());
        for (const [id, spelling] of Object.entries(spellings)) {
          const found = catalogue.models.find(({ ref }) => ref === `llama/${id}`);
          expect.soft(found, id).toMatchObject({ id, aliases: [spelling], notOffered: null });
        }
      },
    },
    {
      point: 2,
      title: "a stream is asked for at {base}/chat/completions with the Accept header the service wants",
      run: async (system) => {
        await system.ask({ model, text: "Hello" });
        expect(system.requests?.at(-1)).toMatchObject({
          method: "POST",
          path: "/compat/v1/chat/completions",
          headers: {
            accept: "text/event-stream, application/json;q=0.9",
            authorization: `Bearer ${system.emulator.settings.key}`,
          },
          status: 200,
        });
      },
    },
    {
      point: 3,
      title: "response_format null is never sent, nor is one that nobody asked for",
      run: async (system) => {
        for (const settings of [{}, { body: { response_format: null } }]) {
          const { metadata } = await system.ask({ model, text: "Hello", settings });
          expect(metadata.error).toBeNull();
          expect(lastBody(system)).not.toHaveProperty("response_format");
        }
      },
    },
    {
      point: 5,
      title: "the rate limits it names are kept with the answer",
      run: async (system) => {
        const { metadata } = await system.ask({ model, text: "Hello" });
        expect(metadata.rateLimits).toContainEqual({ name: "x-ratelimit-limit-requests", value: "3000" });
        expect(metadata.rateLimits).toContainEqual({
          name: "x-ratelimit-remaining-tokens",
          value: expect.stringMatching(/^\d+$/),
        });
      },
    },
    {
      point: 5,
      title: "a 429 is surfaced with its words, its limits and the time it names",
      run: async (system) => {
        system.emulator.settings.rateLimitedRequests = 1;
        system.emulator.settings.retryAfterSeconds = 60;
        const { metadata } = await system.ask({ model, text: "Hello" });
        expect(metadata).toMatchObject({
          outcome: "failed",
          error: {
            code: "rate_limited",
            status: 429,
            providerMessage: expect.stringContaining("per minute"),
          },
        });
        expect(metadata.error?.retryAt).toBeGreaterThan(Date.now() + 50_000);
        expect(metadata.rateLimits).toContainEqual({ name: "x-ratelimit-remaining-requests", value: "0" });
      },
    },
    ...sunsetForms.map((form) => ({
      point: 6,
      title: `a sunset reply of the form ${form} becomes one clear card`,
      run: async (system: EmulatedLlama) => {
        system.emulator.settings.sunset = form;
        const { metadata } = await system.ask({ model, text: "Hello" });
        expect(metadata).toMatchObject({ outcome: "failed", error: { code: "service_ended" } });
        expect(metadata.error?.advice).toContain("2026-07-06");
        expect(metadata.error?.advice).toContain("Groq");
      },
    })),
    {
      point: 7,
      title: "with LLAMA_BASE_URL set to another host the same refs work, and nothing is called retired",
      run: async (system) => {
        const catalogue = fromCompact(await (await system.server.send("GET", "/api/catalogue")).json());
        const llama = catalogue.providers.find(({ id }) => id === "llama");
        expect(llama).toMatchObject({ callable: true, ended: false, notice: null });
        const { text } = await system.ask({ model, text: "What is the capital of France?" });
        expect(text).toContain("Paris");
      },
    },
  ],
};
