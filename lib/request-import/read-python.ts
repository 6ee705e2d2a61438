import { findCodeBlocks } from "@/lib/code-blocks";
import { importError } from "@/lib/import-error";
import type { Literal } from "@/lib/mastra/literal";
import { clientClass } from "./client-place";
import { type OpenaiClient, readEach, readOpenaiCall, responsesError } from "./openai-call";
import { PythonProgram } from "./python-program";
import { readHaystackCalls } from "./read-haystack-python";
import { readPost } from "./read-post";
import type { ReadRequest } from "./read-request";

type PythonCall = Extract<Literal, { kind: "call" }>;

const createPattern =
  /(?:^|\.)chat\.completions(?:\.with_raw_response|\.with_streaming_response)?\.(?:create|parse|stream)$|^openai\.ChatCompletion\.a?create$/;
const toClassName = (path: string) => path.split(".").at(-1) ?? "";

/** The names of a client's options in Python, in JavaScript. */
const optionNames: Readonly<Record<string, string>> = {
  base_url: "baseURL",
  azure_endpoint: "azureEndpoint",
  api_key: "apiKey",
  default_headers: "defaultHeaders",
  organization: "organization",
  project: "project",
};

/** Of the program, not of the request. */
const ownArguments = ["extra_body", "extra_headers", "timeout"];

/**
 * The requests of a Python program: with `openai`, with Haystack's MetaLlamaChatGenerator, or posted by hand.
 * @throws AppError with the line of what cannot be read
 */
export function readPython(text: string): { form: string; requests: ReadRequest[] } {
  const program = new PythonProgram(toCode(text));
  const haystack = readHaystackCalls(program);
  if (haystack.length > 0) return { form: "Haystack, Python", requests: withFault(haystack, program) };
  const openai = readEach(program.findCalls(createPattern), (call) => readCreate(call, program));
  if (openai.length > 0) return { form: "openai, Python", requests: withFault(openai, program) };
  const posts = readEach(program.findCalls(/(?:^|\.)post$/), ({ first, named, line }) =>
    readPost({
      url: first ?? named.get("url"),
      headers: named.get("headers"),
      body: named.get("json") ?? named.get("data"),
      line,
    }),
  );
  if (posts.length > 0) return { form: "A request in Python", requests: withFault(posts, program) };
  throw explain(program);
}

function readCreate(call: PythonCall, program: PythonProgram): ReadRequest {
  const { named, line } = call;
  const fields = new Map([...named].filter(([name]) => !ownArguments.includes(name)));
  return readOpenaiCall({
    line,
    client: findClient(call, program),
    fields,
    extraBody: named.get("extra_body"),
    extraHeaders: named.get("extra_headers"),
    isStream: call.path.endsWith(".stream"),
  });
}

/** What the client was made with: the one of that name, else the first of the program; else openai's own, where that is imported. */
function findClient(call: PythonCall, program: PythonProgram): OpenaiClient {
  const made = findMade(call, program) ?? program.findCalls(clientClass)[0];
  if (made === undefined && !call.path.startsWith("openai.") && !program.imports("openai")) return null;
  const options = made?.named ?? new Map<string, Literal>();
  const old = ["api_base", "base_url"].flatMap((name) => program.findAssigned(`openai.${name}`) ?? []);
  const entries = [...options].flatMap(([name, value]): [string, Literal][] => {
    const known = optionNames[name];
    return known === undefined ? [] : [[known, value]];
  });
  const key = program.findAssigned("openai.api_key");
  return {
    className: made === undefined ? "OpenAI" : toClassName(made.path),
    options: new Map([
      ...old.map((value): [string, Literal] => ["baseURL", value]),
      ...(key === undefined ? [] : [["apiKey", key] as [string, Literal]]),
      ...entries,
    ]),
  };
}

/** The `OpenAI(…)` that a call is made on, itself or by a name, whatever `.with_options(…)` is between; of another class by a name. */
function findMade(call: PythonCall, program: PythonProgram): PythonCall | null {
  let at: Literal | undefined = call;
  for (let steps = 0; at?.kind === "call" && steps < 6; steps += 1) {
    if (clientClass.test(at.path) || (steps > 0 && /^_*[A-Z]/.test(toClassName(at.path)))) return at;
    at = at.on ?? program.findAssigned(at.path.split(/\.(?:(?:beta\.)?chat|with_options|copy)\b/)[0] ?? "");
  }
  return null;
}

const readCalls =
  /(?:^|\.)(?:create|acreate|parse|stream|run|post|(?:Async)?(?:Azure)?OpenAI|(?:Meta)?LlamaChatGenerator|from_\w+)$/;

function withFault(requests: ReadRequest[], program: PythonProgram): ReadRequest[] {
  const faultLine = program.findFaultIn(readCalls);
  const named =
    requests.length === 1
      ? requests
      : requests.map((each, index) => ({ ...each, name: `Call ${index + 1}` }));
  if (faultLine === null) return named;
  const warning = `Line ${faultLine} is not valid Python: what stands there may be missing.`;
  return named.map((request) => ({ ...request, warnings: [...request.warnings, warning] }));
}

function explain(program: PythonProgram) {
  const [responses] = program.findCalls(/(?:^|\.)responses\.(?:create|parse|stream)$/);
  if (responses !== undefined) {
    return importError(responsesError, { line: responses.line });
  }
  const { faultLine } = program;
  return importError(
    "There is no client.chat.completions.create(…), no MetaLlamaChatGenerator(…) and no posted request in this Python.",
    faultLine === null ? {} : { line: faultLine },
  );
}

/** Python within a document: its marked blocks, else what begins with the first import. Lines stay where they are. */
function toCode(text: string): string {
  const blocks = findCodeBlocks(text, /^(?:python|py|python3)$/i);
  const lines = text.split(/\r\n|\r|\n/);
  if (blocks.length > 0) {
    const inside = blocks.map(({ code }) => code.split("\n"));
    return lines.map((_, index) => inside.findLast((block) => block[index])?.[index] ?? "").join("\n");
  }
  const isSession = lines.some((line) => /^\s*>>> /.test(line));
  if (isSession) return lines.map((line) => /^\s*(?:>>>|\.\.\.) ?(.*)$/.exec(line)?.[1] ?? "").join("\n");
  const first = lines.findIndex((line) => /^\s*(?:from\s+[\w.]+\s+import\s|import\s+[\w.]+)/.test(line));
  const before = lines.slice(0, Math.max(0, first)).join("\n");
  const isProse = !/^\s*[\w.]+\s*=|\(\s*$/m.test(before);
  return lines.map((line, index) => ((index < first && isProse) || isShellLine(line) ? "" : line)).join("\n");
}

/** `!pip install openai`, `%env X=1`: of a notebook. */
const isShellLine = (line: string) => /^(?:!|%%?[a-z])/.test(line);
