export type LaneCodeKind = "haystack" | "mastra" | "curl" | "body" | "preset" | "python" | "script";

/** JSON, or the dictionary that Python shows of it. */
const haystackJson = /"(?:init_parameters|components|type)"\s*:|'(?:init_parameters|components)'\s*:/;
const haystackYaml = /^[ \t-]*["']?(?:init_parameters|components|type)["']?\s*:/m;
const agent = /\bnew\s+Agent\b/;
const mastraCode =
  /\bnew\s+Agent\b|\bAgent\s*\(|=>|\b(?:import|export|const)\b|["']?\b(?:modelId|providerId|url|id|model)["']?\s*:/;
const curl = /(?:^|[\n;&|`])[ \t]*(?:[$>%][ \t]+)?(?:\S*[\\/])?curl(?:\.exe)?[ \t]/;
const script =
  /\bnew\s+(?:Azure)?OpenAI\s*\(|\b(?:generate|stream)(?:Text|Object)\s*\(|\bcreateOpenAICompatible\b|\bchat\.completions\.(?:create|parse|stream)\s*\(\s*\{|\bfetch\s*\(|\baxios\.post\s*\(/;
const python =
  /^\s*(?:from\s+[\w.]+\s+import\s|import\s+[\w.]+(?:\s+as\s+\w+)?\s*$|def\s+\w+\()|^\s*(?:>>>\s+)?(?:from\s+openai\s+import|import\s+openai)\b|\bchat\s*\.completions\s*\.\w+\s*\(|(?<!new\s)\b(?:Async)?(?:Azure)?OpenAI\(|\bchat\.completions\.(?:create|parse|stream)$|\bChatCompletion\.a?create\(|\b(?:Meta)?LlamaChatGenerator\(|\b(?:requests|httpx)\.post\(/m;
const preset = /"format"\s*:\s*"switchyard-preset"/;
/** A request's body: its messages are a list, whether its names stand in quotes or not. */
const body = /["']?\bmessages["']?\s*:\s*\[/;
/** The messages of one alone. */
const messages = /^\s*\[\s*\{[^{}]*["']?\brole["']?\s*:/;
/** `provider/model`, in quotes or without, with the comma that was copied along. */
const modelString = /^\s*["'`]?[\w.-]+\/[^\s"'`]+["'`]?[,;]?\s*$/;

/** Whose form a pasted text has; null when it looks like none that can be read. */
export function recogniseLaneCode(text: string): LaneCodeKind | null {
  if (modelString.test(text)) return "mastra";
  if (/^\s*[{[]/.test(text)) return recogniseLiteral(text);
  if (agent.test(text)) return "mastra";
  if (script.test(text)) return "script";
  if (curl.test(text)) return "curl";
  if (python.test(text)) return "python";
  if (haystackYaml.test(text)) return "haystack";
  return mastraCode.test(text) ? "mastra" : null;
}

/** A text that begins with a bracket; so do a shell's commands whose output goes to cURL. */
function recogniseLiteral(text: string): LaneCodeKind {
  if (/\|\s*curl\s/.test(text)) return "curl";
  if (preset.test(text)) return "preset";
  if (agent.test(text)) return "mastra";
  if (messages.test(text)) return "body";
  if (body.test(text) && !/["']init_parameters["']\s*:/.test(text)) return "body";
  if (haystackJson.test(text)) return "haystack";
  return mastraCode.test(text) ? "mastra" : "haystack";
}
