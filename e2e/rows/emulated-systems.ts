import { type LlamaEmulator, startLlamaEmulator } from "@/e2e/upstreams/llama-emulator";
import { startWandbEmulator, type WandbEmulator } from "@/e2e/upstreams/wandb-emulator";
import type { RowSystem } from "./row-check";
import { startRowSystem } from "./start-row-system";

/** The product in front of an emulator; `close` ends both. */
type Emulated<Emulator> = RowSystem & { emulator: Emulator; close: () => Promise<void> };

export async function startEmulatedLlama(): Promise<Emulated<LlamaEmulator>> {
  const emulator = await startLlamaEmulator();
  return withEmulator(emulator, {
    LLAMA_API_KEY: emulator.settings.key,
    LLAMA_BASE_URL: emulator.baseUrl,
  });
}

export async function startEmulatedWandb(): Promise<Emulated<WandbEmulator>> {
  const emulator = await startWandbEmulator();
  return withEmulator(emulator, {
    WANDB_API_KEY: emulator.settings.key,
    WANDB_BASE_URL: emulator.baseUrl,
    WANDB_PROJECT: "team/project",
  });
}

async function withEmulator<Emulator extends Pick<LlamaEmulator | WandbEmulator, "requests" | "close">>(
  emulator: Emulator,
  settings: Record<string, string>,
): Promise<Emulated<Emulator>> {
  const system = await startRowSystem({ settings, requests: emulator.requests });
  const close = async () => {
    await system.server.close();
    await emulator.close();
  };
  return { ...system, emulator, close };
}
