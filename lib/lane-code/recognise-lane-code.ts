export type LaneCodeKind = "haystack" | "mastra" | "python";

const haystackJson = /"(?:init_parameters|components|type)"\s*:/;
const haystackYaml = /^[ \t-]*["']?(?:init_parameters|components|type)["']?\s*:/m;
const mastraCode =
  /\bnew\s+Agent\b|\bAgent\s*\(|=>|\b(?:import|export|const)\b|["']?\b(?:modelId|providerId|url|id|model)["']?\s*:/;
const python = /^\s*(?:from\s+[\w.]+\s+import\s|import\s+[\w.]+\s*$|def\s+\w+\()/m;
/** `provider/model`, in quotes or without, with the comma that was copied along. */
const modelString = /^\s*["'`]?[\w.-]+\/[^\s"'`]+["'`]?[,;]?\s*$/;

/** Whose form a pasted text has; null when it looks like none that can be read. */
export function recogniseLaneCode(text: string): LaneCodeKind | null {
  if (modelString.test(text)) return "mastra";
  const isLiteral = /^\s*[{[]/.test(text);
  if (isLiteral && haystackJson.test(text)) return "haystack";
  if (!isLiteral && haystackYaml.test(text) && !/\bnew\s+Agent\b/.test(text)) return "haystack";
  if (!isLiteral && python.test(text) && !/\bnew\s+Agent\b/.test(text)) return "python";
  if (mastraCode.test(text)) return "mastra";
  return isLiteral ? "haystack" : null;
}
