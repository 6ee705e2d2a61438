import type { SettingName } from "@/lib/chats/setting-texts";

/** What each setting is called on the screen. */
export const settingLabels: Record<SettingName, string> = {
  instructions: "System prompt",
  temperature: "Temperature",
  topP: "Top P",
  maxOutputTokens: "Max output tokens",
  stopSequences: "Stop sequences",
  seed: "Seed",
  presencePenalty: "Presence penalty",
  frequencyPenalty: "Frequency penalty",
  reasoningEffort: "Reasoning effort",
  tools: "Tools",
  toolChoice: "Tool choice",
  maxSteps: "Step limit",
  responseFormat: "Answer format",
  stream: "Reply",
  body: "Other body fields",
  headers: "Headers",
};
