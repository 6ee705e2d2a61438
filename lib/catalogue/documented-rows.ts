/** One row of a provider's page in the documents, in the documents' own terms. */
export type DocumentedRow = {
  id: string;
  name: string;
  imageInput: boolean;
  reasoning: boolean;
  contextWindow: number;
  maxOutput: number;
  /** USD per million tokens; null where the document gives no price. */
  inputCost: number | null;
  outputCost: number | null;
  /** The provider's own spelling of the id. */
  spelling?: string;
};

const llamaLimits = {
  contextWindow: 128_000,
  maxOutput: 4_096,
  inputCost: null,
  outputCost: null,
  reasoning: false,
};

export const llamaRows: DocumentedRow[] = [
  {
    id: "llama-3.3-8b-instruct",
    name: "Llama 3.3 8B Instruct",
    imageInput: false,
    ...llamaLimits,
    spelling: "Llama-3.3-8B-Instruct",
  },
  {
    id: "llama-4-maverick-17b-128e-instruct-fp8",
    name: "Llama 4 Maverick 17B 128E Instruct FP8",
    imageInput: true,
    ...llamaLimits,
    spelling: "Llama-4-Maverick-17B-128E-Instruct-FP8",
  },
  {
    id: "llama-3.3-70b-instruct",
    name: "Llama 3.3 70B Instruct",
    imageInput: false,
    ...llamaLimits,
    spelling: "Llama-3.3-70B-Instruct",
  },
  {
    id: "llama-4-scout-17b-16e-instruct-fp8",
    name: "Llama 4 Scout 17B 16E Instruct FP8",
    imageInput: true,
    ...llamaLimits,
    spelling: "Llama-4-Scout-17B-16E-Instruct-FP8",
  },
  {
    id: "groq-llama-4-maverick-17b-128e-instruct",
    name: "Groq Llama 4 Maverick 17B 128E Instruct",
    imageInput: false,
    ...llamaLimits,
    spelling: "Groq-Llama-4-Maverick-17B-128E-Instruct",
  },
  {
    id: "cerebras-llama-4-scout-17b-16e-instruct",
    name: "Cerebras Llama 4 Scout 17B 16E Instruct",
    imageInput: false,
    ...llamaLimits,
    spelling: "Cerebras-Llama-4-Scout-17B-16E-Instruct",
  },
  {
    id: "cerebras-llama-4-maverick-17b-128e-instruct",
    name: "Cerebras Llama 4 Maverick 17B 128E Instruct",
    imageInput: false,
    ...llamaLimits,
    spelling: "Cerebras-Llama-4-Maverick-17B-128E-Instruct",
  },
];

export const wandbRows: DocumentedRow[] = [
  {
    id: "moonshotai/Kimi-K2-Instruct",
    name: "Kimi K2 Instruct",
    imageInput: false,
    reasoning: false,
    contextWindow: 128_000,
    maxOutput: 16_384,
    inputCost: 1.35,
    outputCost: 4,
  },
  {
    id: "microsoft/Phi-4-mini-instruct",
    name: "Phi 4 Mini Instruct",
    imageInput: false,
    reasoning: true,
    contextWindow: 128_000,
    maxOutput: 4_096,
    inputCost: 0.08,
    outputCost: 0.35,
  },
  {
    id: "meta-llama/Llama-3.1-8B-Instruct",
    name: "Llama 3.1 8B Instruct",
    imageInput: false,
    reasoning: true,
    contextWindow: 128_000,
    maxOutput: 32_768,
    inputCost: 0.22,
    outputCost: 0.22,
  },
  {
    id: "meta-llama/Llama-3.3-70B-Instruct",
    name: "Llama 3.3 70B Instruct",
    imageInput: false,
    reasoning: true,
    contextWindow: 128_000,
    maxOutput: 32_768,
    inputCost: 0.71,
    outputCost: 0.71,
  },
  {
    id: "meta-llama/Llama-4-Scout-17B-16E-Instruct",
    name: "Llama 4 Scout 17B 16E Instruct",
    imageInput: true,
    reasoning: true,
    contextWindow: 64_000,
    maxOutput: 8_192,
    inputCost: 0.17,
    outputCost: 0.66,
  },
  {
    id: "Qwen/Qwen3-235B-A22B-Instruct-2507",
    name: "Qwen3 235B A22B Instruct 2507",
    imageInput: false,
    reasoning: false,
    contextWindow: 262_144,
    maxOutput: 131_072,
    inputCost: 0.1,
    outputCost: 0.1,
  },
  {
    id: "Qwen/Qwen3-Coder-480B-A35B-Instruct",
    name: "Qwen3 Coder 480B A35B Instruct",
    imageInput: false,
    reasoning: false,
    contextWindow: 262_144,
    maxOutput: 66_536,
    inputCost: 1,
    outputCost: 1.5,
  },
  {
    id: "Qwen/Qwen3-235B-A22B-Thinking-2507",
    name: "Qwen3 235B A22B Thinking 2507",
    imageInput: false,
    reasoning: true,
    contextWindow: 262_144,
    maxOutput: 131_072,
    inputCost: 0.1,
    outputCost: 0.1,
  },
  {
    id: "deepseek-ai/DeepSeek-R1-0528",
    name: "DeepSeek R1 0528",
    imageInput: false,
    reasoning: true,
    contextWindow: 161_000,
    maxOutput: 163_840,
    inputCost: 1.35,
    outputCost: 5.4,
  },
  {
    id: "deepseek-ai/DeepSeek-V3-0324",
    name: "DeepSeek V3 0324",
    imageInput: false,
    reasoning: false,
    contextWindow: 161_000,
    maxOutput: 8_192,
    inputCost: 1.14,
    outputCost: 2.75,
  },
];
