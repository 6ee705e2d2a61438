import "server-only";
import type { Kysely } from "kysely";
import { createId } from "@/lib/id";
import { type Preset, presetContentSchema } from "@/lib/presets/preset-schema";
import { toFreeName } from "@/lib/presets/to-free-name";
import { type Prompt, promptContentSchema } from "@/lib/prompts/prompt-schema";
import type { Database } from "@/lib/server/db/schema";
import { createPreset, listPresets } from "./preset-store";
import { createPrompt, listPrompts } from "./prompt-store";

export type Library = { presets: readonly Preset[]; prompts: readonly Prompt[] };

/** All presets and prompts of an owner, as an export keeps them. */
export async function readLibrary(owner: string, where?: Kysely<Database>): Promise<Library> {
  return { presets: await listPresets(owner, where), prompts: await listPrompts(owner, where) };
}

const isSame = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b);
const toPresetContent = ({ name, model, settings }: Preset) =>
  presetContentSchema.parse({ name, model, settings });
const toPromptContent = ({ title, kind, text }: Prompt) => promptContentSchema.parse({ title, kind, text });

/**
 * Adds the presets and prompts of an export; what is here already is left alone, and one whose name is taken gets another.
 * What new chats begin with stays. Returns how many were added.
 * @throws AppError `conflict` when there are too many
 */
export async function addLibrary(db: Kysely<Database>, owner: string, given: Library): Promise<number> {
  let added = 0;
  for (const preset of given.presets) {
    const content = toPresetContent(preset);
    const known = await listPresets(owner, db);
    if (known.some((one) => isSame(toPresetContent(one), content))) continue;
    const name = toFreeName(content.name, known);
    await createPreset(owner, { id: createId(), ...content, name }, db);
    added += 1;
  }
  for (const prompt of given.prompts) {
    const content = toPromptContent(prompt);
    const known = await listPrompts(owner, db);
    if (known.some((one) => isSame(toPromptContent(one), content))) continue;
    await createPrompt(owner, { id: createId(), ...content }, db);
    added += 1;
  }
  return added;
}
