import { expect } from "vitest";
import type { WandbEmulator } from "@/e2e/upstreams/wandb-emulator";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import { fromCompact } from "@/lib/catalogue/compact-catalogue";
import type { RunErrorCode } from "@/lib/runs/run-error";
import type { Row, RowSystem } from "./row-check";
import { cityFormat, expectReply, expectSchema, expectStream, expectToolRoundTrip } from "./shared-checks";

export type EmulatedWandb = RowSystem & { emulator: WandbEmulator };

const model = "wandb/meta-llama/Llama-3.1-8B-Instruct";
const thinker = "wandb/deepseek-ai/DeepSeek-V3.1";

const readCatalogue = async ({ server }: RowSystem): Promise<Catalogue> =>
  fromCompact(await (await server.send("GET", "/api/catalogue")).json());

/** Waits for the first listing: the catalogue itself never does. */
async function readListedCatalogue(system: RowSystem): Promise<Catalogue> {
  const { vi } = await import("vitest");
  return vi.waitFor(
    async () => {
      const catalogue = await readCatalogue(system);
      const { listing } = requireWandb(catalogue);
      expect(listing?.listedAt ?? null).not.toBeNull();
      return catalogue;
    },
    { timeout: 8_000, interval: 50 },
  );
}

function requireWandb({ providers }: Catalogue) {
  const wandb = providers.find(({ id }) => id === "wandb");
  if (wandb === undefined) throw new Error("There is no provider wandb.");
  return wandb;
}

type Fault = NonNullable<WandbEmulator["settings"]["fault"]>;

const faults: { fault: Fault; code: RunErrorCode; status: number; advice: RegExp }[] = [
  { fault: "key", code: "unauthorized", status: 401, advice: /WANDB_API_KEY/ },
  { fault: "project", code: "unauthorized", status: 401, advice: /WANDB_PROJECT.*team\/project/ },
  { fault: "credits", code: "payment_required", status: 402, advice: /credits/ },
  { fault: "country", code: "forbidden", status: 403, advice: /not offered in (?:every|your) country/ },
  { fault: "organisation", code: "forbidden", status: 403, advice: /admin/ },
  { fault: "model", code: "model_not_found", status: 404, advice: /does not offer this model/ },
  { fault: "quota", code: "rate_limited", status: 429, advice: /limits|quota/ },
  { fault: "failed", code: "provider_failed", status: 500, advice: /W&B/ },
  { fault: "overloaded", code: "provider_failed", status: 503, advice: /overloaded/ },
];

export const wandbRow: Row<EmulatedWandb> = {
  providerId: "wandb",
  name: "W&B",
  live: [
    {
      point: 1,
      title: "an id with slashes goes out verbatim",
      run: async (system) => {
        const { metadata } = await system.ask({ model, text: "Hello" });
        expect(metadata.error).toBeNull();
        if (system.requests !== null) {
          expect(system.requests.at(-1)?.body?.model).toBe("meta-llama/Llama-3.1-8B-Instruct");
        }
      },
    },
    {
      point: 2,
      title: "its list is read: what is only documented is not offered, with a replacement",
      run: async (system) => {
        const catalogue = await readListedCatalogue(system);
        expect(requireWandb(catalogue).listing?.models).toBeGreaterThan(0);
        const gone = catalogue.models.filter(
          (each) => each.providerId === "wandb" && each.notOffered !== null,
        );
        for (const each of gone) {
          expect.soft(each.notOffered).toContain("list of models");
          expect.soft(each.replacement, each.ref).not.toBeNull();
        }
      },
    },
    {
      point: 3,
      title: "enable_thinking reaches the wire, and reasoning is shown as such",
      run: async (system) => {
        const ask = (enabled: boolean) =>
          system.ask({
            model: thinker,
            text: "What is 7 times 8?",
            settings: { body: { chat_template_kwargs: { enable_thinking: enabled } } },
          });
        const thinking = await ask(true);
        expect(thinking.metadata.error).toBeNull();
        expect(thinking.reasoning).not.toBe("");
        const plain = await ask(false);
        expect(plain.reasoning).toBe("");
        if (system.requests !== null) {
          expect(system.requests.at(-1)?.body?.chat_template_kwargs).toEqual({ enable_thinking: false });
        }
      },
    },
    {
      point: 4,
      title: "usage is shown, with its cost",
      run: async (system) => {
        await expectStream(system, model);
        const { metadata } = await system.ask({ model, text: "Hello" });
        expect(metadata.cost).toMatchObject({ status: "estimated", usd: expect.any(Number) });
        const { inputTokens, outputTokens } = metadata.usage ?? { inputTokens: null, outputTokens: null };
        expect(metadata.cost.usd).toBeCloseTo((((inputTokens ?? 0) + (outputTokens ?? 0)) * 0.22) / 1e6, 12);
      },
    },
    { point: 5, title: "text comes as one reply", run: (system) => expectReply(system, model) },
    {
      point: 5,
      title: "a strict json_schema is answered with an object of its form",
      run: (system) => expectSchema(system, model),
    },
    {
      point: 5,
      title: "json_object is answered with an object",
      run: async (system) => {
        const settings = { body: { response_format: { type: "json_object" } } };
        const { text, metadata } = await system.ask({
          model,
          text: 'Answer with a JSON object: {"answer": …}',
          settings,
        });
        expect(metadata.error).toBeNull();
        expect(typeof JSON.parse(text)).toBe("object");
        if (system.requests !== null) {
          expect(system.requests.at(-1)?.body?.response_format).toEqual({ type: "json_object" });
        }
      },
    },
    {
      point: 5,
      title: "a tool is called and its result used, streamed and not",
      run: (system) => expectToolRoundTrip(system, model),
    },
  ],
  emulated: [
    {
      point: 1,
      title: "WANDB_PROJECT is sent as OpenAI-Project, with the list of models too",
      run: async (system) => {
        await readListedCatalogue(system);
        await system.ask({ model, text: "Hello" });
        const projects = system.requests?.map(({ headers }) => headers["openai-project"]);
        expect(projects).toEqual(["team/project", "team/project"]);
      },
    },
    {
      point: 2,
      title: "two of the ten documented models are offered; each other one names its replacement",
      run: async (system) => {
        const { models } = await readListedCatalogue(system);
        const documented = models.filter(
          ({ providerId, source }) => providerId === "wandb" && source === "documented",
        );
        expect(documented).toHaveLength(10);
        expect(documented.filter(({ notOffered }) => notOffered === null).map(({ id }) => id)).toEqual([
          "meta-llama/Llama-3.1-8B-Instruct",
          "meta-llama/Llama-3.3-70B-Instruct",
        ]);
        const v3 = documented.find(({ id }) => id === "deepseek-ai/DeepSeek-V3-0324");
        expect(v3?.replacement).toBe("wandb/deepseek-ai/DeepSeek-V3.1");
        expect(models.find(({ ref }) => ref === "wandb/openai/gpt-oss-120b")?.notOffered).toBeNull();
      },
    },
    {
      point: 2,
      title: "a list that cannot be had leaves everything as it is, and says why",
      run: async (system) => {
        const { vi } = await import("vitest");
        system.emulator.settings.listing = "failing";
        await vi.waitFor(
          async () => {
            const catalogue = await readCatalogue(system);
            expect(requireWandb(catalogue).listing).toEqual({
              models: null,
              listedAt: null,
              error: "it answered with status 503",
            });
            expect(catalogue.models.filter(({ notOffered }) => notOffered?.includes("Weights"))).toEqual([]);
          },
          { timeout: 5_000 },
        );
      },
    },
    {
      point: 2,
      title: "a 404 says the same",
      run: async (system) => {
        const { metadata } = await system.ask({ model: "wandb/moonshotai/Kimi-K2-Instruct", text: "Hello" });
        expect(metadata.error).toMatchObject({ code: "model_not_found", status: 404 });
        expect(metadata.error?.advice).toContain("does not offer this model");
      },
    },
    {
      point: 4,
      title: "a model without a published price costs an unknown sum, never 0",
      run: async (system) => {
        const { metadata } = await system.ask({
          model: "wandb/Qwen/Qwen3-30B-A3B-Instruct-2507",
          text: "Hello",
        });
        expect(metadata.usage?.outputTokens).toBeGreaterThan(0);
        expect(metadata.cost).toMatchObject({ status: "unknown", usd: null });
      },
    },
    {
      point: 5,
      title: "a strict schema reaches the wire as it was given",
      run: async (system) => {
        await expectSchema(system, model);
        expect(system.requests?.at(-1)?.body?.response_format).toEqual(cityFormat);
      },
    },
    ...faults.map(({ fault, code, status, advice }) => ({
      point: 6,
      title: `${status} (${fault}) has advice of its own`,
      run: async (system: EmulatedWandb) => {
        system.emulator.settings.fault = fault;
        const { metadata } = await system.ask({ model, text: "Hello" });
        expect(metadata.error).toMatchObject({ code, status });
        expect(metadata.error?.advice).toMatch(advice);
        expect(metadata.error?.providerMessage).not.toBeNull();
        expect(metadata.error?.requestId).toMatch(/^wandb-emulator-/);
      },
    })),
    {
      point: 6,
      title: "on concurrency 429s requests queue per project and model, and all are answered",
      run: async (system) => {
        system.emulator.settings.mostAtOnce = 2;
        system.emulator.settings.chunkDelayMs = 5;
        const answers = await Promise.all(
          Array.from({ length: 6 }, (_, index) => system.ask({ model, text: `Question ${index}` })),
        );
        expect(answers.map(({ metadata }) => metadata.outcome)).toEqual(Array(6).fill("complete"));
        expect(system.emulator.mostAtOnce()).toBe(2);
      },
    },
  ],
};
