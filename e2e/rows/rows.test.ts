import { describe, test } from "vitest";
import { startEmulatedLlama, startEmulatedWandb } from "./emulated-systems";
import { haystackRow } from "./haystack-row";
import { llamaRow } from "./llama-row";
import { wandbRow } from "./wandb-row";

describe("against the emulator", () => {
  test.each([...llamaRow.live, ...llamaRow.emulated])("Llama $point: $title", async ({ run }) => {
    const system = await startEmulatedLlama();
    await run(system).finally(system.close);
  });

  test.each(haystackRow.live)("Haystack $point: $title", async ({ run }) => {
    const system = await startEmulatedLlama();
    await run(system).finally(system.close);
  });

  test.each([...wandbRow.live, ...wandbRow.emulated])("W&B $point: $title", async ({ run }) => {
    const system = await startEmulatedWandb();
    await run(system).finally(system.close);
  });
});
