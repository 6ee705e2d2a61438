import { findCodeBlocks } from "@/lib/code-blocks";
import { importError } from "@/lib/import-error";
import { type Constants, findConstants } from "@/lib/mastra/find-constants";
import { scriptLanguages } from "@/lib/mastra/import-mastra";
import type { Call, Literal, ObjectLiteral } from "@/lib/mastra/literal";
import { readLiteral, readPath, unwrap } from "@/lib/mastra/read-literal";
import { childOf, childrenOf, parseModule, type SyntaxNode, textOf, walk } from "@/lib/mastra/syntax-node";
import { readAiSdkCall } from "./ai-sdk-call";
import { clientClass } from "./client-place";
import { fieldsOf } from "./known-json";
import { type OpenaiClient, readEach, readOpenaiCall, responsesError } from "./openai-call";
import { readPost } from "./read-post";
import type { ReadRequest } from "./read-request";
import { ScriptChanges } from "./script-changes";

type FoundCall = Call & { line: number };

const createPattern = /(?:^|\.)chat\.completions\.(?:create|parse|stream)$/;

/**
 * The requests of a program in JavaScript or TypeScript: with `openai`, with the AI SDK, or by `fetch`.
 * @throws AppError with the line of what cannot be read
 */
export function readScript(text: string): { form: string; requests: ReadRequest[] } {
  const blocks = findCodeBlocks(text, scriptLanguages).map(({ code }) => code);
  const programs = (blocks.length === 0 ? [text] : blocks).map((code) => new Script(code));
  const read = (find: (program: Script) => (() => ReadRequest)[]) =>
    readEach(programs.flatMap(find), (readOne) => readOne());
  const openai = read((program) => program.readOpenai());
  if (openai.length > 0) return { form: "openai, JavaScript", requests: named(openai) };
  const aiSdk = read((program) => program.readAiSdk());
  if (aiSdk.length > 0) return { form: "AI SDK", requests: named(aiSdk) };
  const posts = read((program) => program.readFetches());
  if (posts.length > 0) return { form: "fetch", requests: named(posts) };
  for (const program of programs) program.refuseResponses();
  throw importError(
    "There is no client.chat.completions.create(…), no generateText or streamText(…) and no fetch of a chat request in this code.",
  );
}

function named(requests: ReadRequest[]): ReadRequest[] {
  if (requests.length === 1) return requests;
  return requests.map((request, index) => ({ ...request, name: `Call ${index + 1}` }));
}

/** One program; what its methods return reads a request when it is called. */
class Script {
  readonly #nodes: SyntaxNode[];
  readonly #constants: Constants;
  readonly #changes: ScriptChanges;

  constructor(code: string) {
    const tree = parseModule(code);
    this.#nodes = [...walk(tree)];
    this.#constants = findConstants(tree);
    this.#changes = new ScriptChanges(this.#nodes);
  }

  readOpenai(): (() => ReadRequest)[] {
    return this.#findCalls(createPattern).map((call) => () => {
      const [body, options] = call.items;
      if (body?.kind !== "object") throw notWritten(call);
      return readOpenaiCall({
        line: call.line,
        client: this.#findClient(call),
        fields: body.fields,
        extraHeaders: fieldsOf(options)?.get("headers"),
        isStream: call.path.endsWith(".stream"),
      });
    });
  }

  /** @throws AppError with the line of a call of the Responses API, if there is one */
  refuseResponses(): void {
    const [call] = this.#findCalls(/(?:^|\.)responses\.(?:create|parse|stream)$/);
    if (call !== undefined) throw importError(responsesError, { line: call.line });
  }

  readAiSdk(): (() => ReadRequest)[] {
    return this.#findCalls(/^(?:generate|stream)(?:Text|Object)$/).map((call) => () => {
      const [options] = call.items;
      if (options?.kind !== "object") throw notWritten(call);
      return readAiSdkCall({ path: call.path, options, constants: this.#constants });
    });
  }

  readFetches(): (() => ReadRequest)[] {
    return this.#findCalls(/^(?:fetch|axios\.post)$/).map((call) => () => {
      const [url, second, third] = call.items;
      const options = call.path === "fetch" ? fieldsOf(second) : fieldsOf(third);
      const body = call.path === "fetch" ? options?.get("body") : second;
      return readPost({ url, headers: options?.get("headers"), body, line: call.line });
    });
  }

  #findCalls(pattern: RegExp): FoundCall[] {
    return this.#nodes.flatMap((node): FoundCall[] => {
      const callee = node.type === "CallExpression" ? childOf(node, "callee") : null;
      if (callee === null || !pattern.test(toLongPath(callee))) return [];
      const constants = this.#changes.applyBefore(node, this.#constants);
      const literal = readLiteral(node, constants);
      // A call of something that is made on the spot, `new OpenAI().chat…`, has no name of its own.
      const items = childrenOf(node, "arguments").map((argument) => readLiteral(argument, constants));
      return literal.kind === "call"
        ? [literal]
        : [
            {
              line: node.line,
              name: "",
              path: toLongPath(callee),
              first: items[0] ?? null,
              items,
              named: new Map(),
            },
          ];
    });
  }

  /** What the client was made with: the one of that name, else the first of the program; else openai's own, where that is imported. */
  #findClient({ name }: FoundCall): OpenaiClient {
    const own = this.#constants.get(name);
    const named = own === undefined ? undefined : unwrap(own);
    const made = named?.type === "NewExpression" ? named : this.#nodes.find(isClient);
    const isImported = this.#nodes.some(
      (node) => node.type === "StringLiteral" && textOf(node, "value") === "openai",
    );
    if (made === undefined) return isImported ? { className: "OpenAI", options: new Map() } : null;
    const [options] = childrenOf(made, "arguments");
    const read: Literal | undefined =
      options === undefined ? undefined : readLiteral(options, this.#constants);
    return {
      className: toClassName(made),
      options: read?.kind === "object" ? withEndpoint(read) : new Map(),
    };
  }
}

/** Azure's address is under another name. */
function withEndpoint({ fields }: ObjectLiteral): ReadonlyMap<string, Literal> {
  const endpoint = fields.get("endpoint");
  return endpoint === undefined ? fields : new Map([...fields, ["azureEndpoint", endpoint]]);
}

const isClient = (node: SyntaxNode) => node.type === "NewExpression" && clientClass.test(toClassName(node));

/** `OpenAI` of `new OpenAI(…)` and of `new sdk.OpenAI(…)`. */
function toClassName(made: SyntaxNode): string {
  const callee = childOf(made, "callee");
  return (
    textOf(callee, "name") ?? (callee === null ? null : textOf(childOf(callee, "property"), "name")) ?? ""
  );
}

/** The names of a call, also of what is called on something made on the spot. */
function toLongPath(callee: SyntaxNode): string {
  const path = readPath(callee);
  if (path !== null) return path;
  const [object, property] = [childOf(callee, "object"), childOf(callee, "property")];
  return object === null || property === null
    ? ""
    : `${toLongPath(object)}.${textOf(property, "name") ?? ""}`;
}

function notWritten({ line }: FoundCall) {
  return importError("What this call asks is not written out here: give it an object.", { line });
}
