import "server-only";
import { dynamicTool, jsonSchema, type ToolSet } from "ai";
import type { JsonValue } from "@/lib/json-value";
import type { OfferedTool } from "@/lib/server/tools/offered-tool";
import { answeredByHand, toDenialWords } from "@/lib/tools/decision-words";
import type { CallQuestion, ToolDecision } from "@/lib/tools/tool-decision";
import type { LiveRun } from "./live-run";

const decideWithinMs = 30 * 60_000;
const maxResultCharacters = 400_000;

/** What the model hears of a call that it was not allowed to make. */
class Denied {
  readonly reason: string | undefined;
  constructor(reason: string | undefined) {
    this.reason = reason;
  }
}

/** The tools of one run: each call is announced, agreed to where that is needed, made, and its result measured. */
export class RunTools {
  readonly tools: ToolSet;
  readonly #run: LiveRun;
  readonly #told = new Map<string, PromiseWithResolvers<void>>();
  readonly #denied = new Set<string>();

  constructor(offered: readonly OfferedTool[], run: LiveRun) {
    this.#run = run;
    this.tools = Object.fromEntries(offered.map((tool) => [tool.name, this.#create(tool)]));
  }

  /** The reader has been told of this call: a question about it may follow. */
  noteTold(toolCallId: string): void {
    this.#getTold(toolCallId).resolve();
  }

  /** Somebody refused this call: what the stream has as its result is the refusal. */
  isDenied(toolCallId: string): boolean {
    return this.#denied.has(toolCallId);
  }

  #create(tool: OfferedTool) {
    return dynamicTool({
      ...(tool.description === null ? {} : { description: tool.description }),
      // The schema is the user's or an MCP server's: it is checked by who reads the request.
      inputSchema: jsonSchema(tool.parameters as Parameters<typeof jsonSchema>[0]),
      ...(tool.strict === null ? {} : { strict: tool.strict }),
      execute: async (input, { toolCallId, abortSignal }) => {
        const result = await this.#execute(tool, {
          input,
          toolCallId,
          signal: abortSignal ?? this.#run.abort.signal,
        });
        if (result instanceof Denied) {
          this.#denied.add(toolCallId);
          return toDenialWords(result.reason);
        }
        return limit(result);
      },
    });
  }

  async #execute(
    { ask, call }: OfferedTool,
    { input, toolCallId, signal }: { input: unknown; toolCallId: string; signal: AbortSignal },
  ): Promise<JsonValue | Denied> {
    if (call !== null && !ask) return call(input, signal);
    await this.#getTold(toolCallId).promise;
    const approval = { approvalId: toolCallId, toolCallId };
    const wanted: CallQuestion = { wanted: call === null ? "result" : "consent" };
    this.#run.append({ type: "tool-approval-request", ...approval, approvalDescriptor: wanted });
    const decision: ToolDecision = await this.#run.decisions.wait(toolCallId, {
      signal,
      timeoutMs: decideWithinMs,
    });
    this.#run.append({ type: "tool-approval-response", approvalId: toolCallId, ...toResponse(decision) });
    if (decision.kind === "deny") return new Denied(decision.reason);
    if (decision.kind === "answer") return decision.result;
    if (call === null) throw new Error("This function has no result, and nobody gave one.");
    return call(input, signal);
  }

  #getTold(toolCallId: string): PromiseWithResolvers<void> {
    const known = this.#told.get(toolCallId);
    if (known !== undefined) return known;
    const told = Promise.withResolvers<void>();
    this.#told.set(toolCallId, told);
    return told;
  }
}

function toResponse(decision: ToolDecision): { approved: boolean; reason?: string } {
  if (decision.kind === "deny") {
    const { reason } = decision;
    return { approved: false, ...(reason === undefined ? {} : { reason }) };
  }
  return { approved: true, ...(decision.kind === "answer" ? { reason: answeredByHand } : {}) };
}

/** A result that would fill any context is cut, and says so. */
function limit(result: JsonValue): JsonValue {
  const text = typeof result === "string" ? result : JSON.stringify(result);
  if (text.length <= maxResultCharacters) return result;
  return `${text.slice(0, maxResultCharacters)}\n[cut: the result has ${text.length} characters]`;
}
