import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";

const about: {
  id: string;
  name: string;
  does: string;
  toolUse: boolean;
  reasoning: boolean;
  structuredOutput: boolean;
}[] = [
  {
    id: "writer",
    name: "Writer",
    does: "Writes markdown about your prompt",
    toolUse: false,
    reasoning: false,
    structuredOutput: false,
  },
  {
    id: "thinker",
    name: "Thinker",
    does: "Thinks first, then answers",
    toolUse: false,
    reasoning: true,
    structuredOutput: false,
  },
  {
    id: "echo",
    name: "Echo",
    does: "Repeats what you say",
    toolUse: false,
    reasoning: false,
    structuredOutput: false,
  },
  {
    id: "tools",
    name: "Tools",
    does: "Calls the tools it is offered",
    toolUse: true,
    reasoning: false,
    structuredOutput: false,
  },
  {
    id: "json",
    name: "JSON",
    does: "Fills in the JSON schema it is given",
    toolUse: false,
    reasoning: false,
    structuredOutput: true,
  },
  {
    id: "sprinter",
    name: "Sprinter",
    does: "Streams 6,000 tokens at 2,500 tokens per second",
    toolUse: false,
    reasoning: false,
    structuredOutput: false,
  },
  {
    id: "moody",
    name: "Moody",
    does: "Fails in the way your prompt names",
    toolUse: false,
    reasoning: false,
    structuredOutput: false,
  },
];

/** One line about each demo model, by model id. */
export const demoModelDescriptions: Readonly<Record<string, string>> = Object.fromEntries(
  about.map(({ id, does }) => [id, does]),
);

/** The models of the demo provider, the one for newcomers first. */
export const demoModels: CatalogueModel[] = about.map((model) => ({
  ref: `demo/${model.id}`,
  providerId: "demo",
  id: model.id,
  name: model.name,
  family: null,
  imageInput: false,
  audioInput: false,
  videoInput: false,
  pdfInput: false,
  toolUse: model.toolUse,
  reasoning: model.reasoning,
  structuredOutput: model.structuredOutput,
  openWeights: null,
  contextTokens: 131_072,
  maxOutputTokens: 16_384,
  prices: { inputUsdPerMTok: null, outputUsdPerMTok: null, cachedInputUsdPerMTok: null },
  priceState: "simulated",
  releaseDate: null,
  knowledge: null,
  canonicalId: null,
  status: null,
  aliases: [],
  notOffered: null,
  replacement: null,
  warnings: [],
  source: "built-in",
  sourceDate: "2026",
}));
