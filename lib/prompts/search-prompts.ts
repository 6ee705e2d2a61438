import type { Prompt } from "./prompt-schema";

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The prompts in which every word of the search stands; those that have all of them in their title come first. */
export function searchPrompts(prompts: readonly Prompt[], search: string): Prompt[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const hasAll = (text: string) => words.every((word) => text.includes(word));
  const found = prompts
    .map((prompt) => ({ prompt, title: fold(prompt.title), text: fold(prompt.text) }))
    .filter(({ title, text }) => hasAll(`${title}\n${text}`));
  const inTitle = found.filter(({ title }) => hasAll(title));
  return [...inTitle, ...found.filter((one) => !inTitle.includes(one))].map(({ prompt }) => prompt);
}
