import { requestJson } from "@/lib/api/request-json";
import type { NewPrompt, Prompt, PromptPatch } from "@/lib/prompts/prompt-schema";

export const listPrompts = () => requestJson<Prompt[]>("/api/prompts");

export const createPrompt = (body: NewPrompt) =>
  requestJson<Prompt>("/api/prompts", { method: "POST", body });

export const patchPrompt = (promptId: string, body: PromptPatch) =>
  requestJson<Prompt>(`/api/prompts/${promptId}`, { method: "PATCH", body });
