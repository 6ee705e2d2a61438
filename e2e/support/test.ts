import { writeFile } from "node:fs/promises";
import path from "node:path";
import { LLMock } from "@copilotkit/aimock";
import { test as base, expect } from "@playwright/test";
import { startPostgres, type TestPostgres } from "@/e2e/databases/start-postgres";
import { type LlamaEmulator, startLlamaEmulator } from "@/e2e/upstreams/llama-emulator";
import { ManualUpstream } from "@/e2e/upstreams/manual-upstream";
import { startWandbEmulator, type WandbEmulator } from "@/e2e/upstreams/wandb-emulator";
import { AppInstances, type RunningApp } from "./app-instances";
import { AppServer } from "./app-server";
import { ChatPage } from "./chat-page";

export type Options = {
  /** Environment of the app under test. `AIMOCK`, `MANUAL`, `LLAMA` and `WANDB` as a value stand for the upstreams' base URLs. */
  serverEnv: Record<string, string>;
  /** What `switchyard.config.json` holds; null for none. */
  serverConfig: object | null;
  /** What a page may complain of because the test asks for it, e.g. the status of a page that is not there. */
  expectedComplaint: RegExp | null;
  /** The one key aimock accepts; null for any or none. It writes down only the requests it accepts. */
  aimockKey: string | null;
  /** Processes of the app: 1 on SQLite, 2 on a PostgreSQL behind a proxy. */
  instances: 1 | 2;
};

type Fixtures = {
  /** An OpenAI-compatible server that is not ours. */
  aimock: LLMock;
  /** An OpenAI-compatible server whose answers the test writes piece by piece. */
  upstream: ManualUpstream;
  /** The Llama API as it was, or after its end. */
  llama: LlamaEmulator;
  /** Weights & Biases Inference. */
  wandb: WandbEmulator;
  /** The PostgreSQL of this test's instances; "" on one process. */
  database: string;
  /** The app under test, however many processes it is. */
  app: RunningApp;
  /** The app as its one process; not for tests that also run on several. */
  server: AppServer;
  chat: ChatPage;
  consoleGuard: undefined;
};

type WorkerFixtures = {
  /** A PostgreSQL for this worker's tests, started when the first of them wants a database. */
  postgres: Pick<TestPostgres, "createDatabase" | "restart">;
};

/** Playwright's test with the app, an upstream, and the rule that no page may complain on its console. */
export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  instances: [1, { option: true }],

  postgres: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const server: { started: Promise<TestPostgres> | null } = { started: null };
      const start = () => {
        server.started ??= startPostgres();
        return server.started;
      };
      await use({
        createDatabase: async () => (await start()).createDatabase(),
        restart: async (options) => (await start()).restart(options),
      });
      await (await server.started)?.stop();
    },
    { scope: "worker" },
  ],

  serverEnv: [{}, { option: true }],
  serverConfig: [null, { option: true }],
  expectedComplaint: [null, { option: true }],
  aimockKey: [null, { option: true }],

  aimock: async ({ aimockKey }, use) => {
    const auth = aimockKey === null ? {} : { auth: { apiKeys: [aimockKey] } };
    const mock = new LLMock({ port: 0, metrics: true, strict: true, ...auth });
    await mock.start();
    await use(mock);
    await mock.stop();
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  upstream: async ({}, use) => {
    const upstream = new ManualUpstream();
    await upstream.start();
    await use(upstream);
    await upstream.stop();
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  llama: async ({}, use) => {
    const llama = await startLlamaEmulator();
    await use(llama);
    await llama.close();
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  wandb: async ({}, use) => {
    const wandb = await startWandbEmulator();
    await use(wandb);
    await wandb.close();
  },

  database: async ({ postgres, instances }, use) => {
    await use(instances === 1 ? "" : await postgres.createDatabase());
  },

  app: async ({ aimock, upstream, llama, wandb, database, instances, serverEnv, serverConfig }, use) => {
    const places: Record<string, string> = {
      AIMOCK: `${aimock.url}/v1`,
      MANUAL: upstream.url,
      LLAMA: llama.baseUrl,
      WANDB: wandb.baseUrl,
    };
    const place = (value: string) => places[value] ?? value;
    const env = Object.fromEntries(Object.entries(serverEnv).map(([name, value]) => [name, place(value)]));
    const app =
      instances === 1
        ? await AppServer.create(env)
        : await AppInstances.create({ ...env, DATABASE_URL: database });
    try {
      if (serverConfig !== null) {
        await writeFile(path.join(app.dataFolder, "switchyard.config.json"), JSON.stringify(serverConfig));
      }
      await app.start();
      await use(app);
    } finally {
      await app.dispose();
    }
  },

  server: async ({ app }, use) => {
    if (!(app instanceof AppServer)) throw new Error("This test is for one process of the app.");
    await use(app);
  },

  baseURL: async ({ app }, use) => {
    await use(app.url);
  },

  chat: async ({ page }, use) => {
    await use(new ChatPage(page));
  },

  consoleGuard: [
    async ({ context, expectedComplaint }, use) => {
      const complaints: string[] = [];
      context.on("console", (message) => {
        if (message.type() !== "error" || expectedComplaint?.test(message.text())) return;
        complaints.push(`${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (error) => complaints.push(String(error.error())));
      await use(undefined);
      expect(complaints, "no page complains on its console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** How many connections aimock has seen closed before it had finished answering. */
export async function countDestroyed(aimock: LLMock): Promise<number> {
  const text = await (await fetch(`${aimock.url}/metrics`)).text();
  const lines = text
    .split("\n")
    .filter((line) => line.includes('status="destroyed"') && !line.includes("_bucket"));
  return lines.reduce((sum, line) => sum + (line.includes("_sum") ? 0 : Number(line.split(" ").at(-1))), 0);
}
