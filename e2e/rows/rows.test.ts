import { afterEach, describe, test } from "vitest";
import { startLlamaEmulator } from "@/e2e/upstreams/llama-emulator";
import { startWandbEmulator } from "@/e2e/upstreams/wandb-emulator";
import { llamaRow } from "./llama-row";
import { startRowSystem } from "./start-row-system";
import { wandbRow } from "./wandb-row";

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function startLlama() {
  const emulator = await startLlamaEmulator();
  const system = await startRowSystem({
    settings: { LLAMA_API_KEY: emulator.settings.key, LLAMA_BASE_URL: emulator.baseUrl },
    requests: emulator.requests,
  });
  open.push(system.server.close, emulator.close);
  return { ...system, emulator };
}

async function startWandb() {
  const emulator = await startWandbEmulator();
  const system = await startRowSystem({
    settings: {
      WANDB_API_KEY: emulator.settings.key,
      WANDB_BASE_URL: emulator.baseUrl,
      WANDB_PROJECT: "team/project",
    },
    requests: emulator.requests,
  });
  open.push(system.server.close, emulator.close);
  return { ...system, emulator };
}

describe("against the emulator", () => {
  test.each([...llamaRow.live, ...llamaRow.emulated])("Llama $point: $title", async ({ run }) => {
    await run(await startLlama());
  });

  test.each([...wandbRow.live, ...wandbRow.emulated])("W&B $point: $title", async ({ run }) => {
    await run(await startWandb());
  });
});
