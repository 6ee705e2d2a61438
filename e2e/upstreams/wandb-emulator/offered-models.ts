/** Models the service still offered on 2026-09-27, among them the two that the 2025 documentation names. */
export const offeredModels = [
  { id: "meta-llama/Llama-3.1-8B-Instruct", takesImages: false, reasoning: false },
  { id: "meta-llama/Llama-3.3-70B-Instruct", takesImages: false, reasoning: false },
  { id: "deepseek-ai/DeepSeek-V3.1", takesImages: false, reasoning: true },
  { id: "Qwen/Qwen3-30B-A3B-Instruct-2507", takesImages: false, reasoning: false },
  { id: "openai/gpt-oss-120b", takesImages: false, reasoning: true },
];
