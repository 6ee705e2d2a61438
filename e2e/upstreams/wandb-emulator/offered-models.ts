/** Models the service still offered on 2026-09-27, among them the two that the 2025 documentation names. */
export const offeredModels = [
  { id: "meta-llama/Llama-3.1-8B-Instruct", reasoning: false },
  { id: "meta-llama/Llama-3.3-70B-Instruct", reasoning: false },
  { id: "deepseek-ai/DeepSeek-V3.1", reasoning: true },
  { id: "Qwen/Qwen3-30B-A3B-Instruct-2507", reasoning: false },
  { id: "openai/gpt-oss-120b", reasoning: true },
];
