import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import type { ImportedCall, ImportedMessage } from "@/lib/lane-code/lane-code";
import { readContent } from "./read-content";

export type ReadConversation = {
  /** The system prompt; null when there is none. */
  instructions: string | null;
  /** By turns: never two of one role side by side. */
  messages: ImportedMessage[];
  warnings: string[];
};

/** The messages of a request's body as a chat keeps them. What has no place there is told. */
export function readConversation(value: JsonValue | undefined): ReadConversation {
  const list = Array.isArray(value) ? value : [];
  const reader = new ConversationReader();
  for (const [index, message] of list.entries()) {
    if (isJsonObject(message)) reader.add(message, index + 1);
    else reader.warnings.push(`Message ${index + 1} is no object: it is left out.`);
  }
  return reader.end();
}

class ConversationReader {
  readonly warnings: string[] = [];
  readonly #instructions: string[] = [];
  readonly #messages: ImportedMessage[] = [];
  readonly #calls = new Map<string, ImportedCall>();

  add(message: JsonObject, number: number): void {
    const { role, content, name, tool_calls, tool_call_id, refusal, ...others } = message;
    const where = `Message ${number}`;
    const lost = Object.entries({ ...others, ...(role === "tool" ? {} : { name }) })
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([field]) => field.slice(0, 60));
    if (lost.length > 0) this.warnings.push(`${where}: ${lost.join(", ")} is not taken over.`);
    if (role === "system" || role === "developer") this.#addInstructions(content, { role, where });
    else if (role === "user") this.#addQuestion(content, where);
    else if (role === "assistant") this.#addAnswer({ content: content ?? refusal, calls: tool_calls, where });
    else if (role === "tool") this.#addResult(String(tool_call_id ?? ""), content, where);
    else this.warnings.push(`${where} has a role that a chat does not know: it is left out.`);
  }

  end(): ReadConversation {
    const open = [...this.#calls.values()].filter(({ output }) => output === null);
    for (const { name } of open)
      this.warnings.push(`The call of ${name} has no result: it is kept, and not sent.`);
    return {
      instructions: this.#instructions.length === 0 ? null : this.#instructions.join("\n\n"),
      messages: this.#messages,
      warnings: this.warnings,
    };
  }

  #addInstructions(content: JsonValue | undefined, { role, where }: { role: string; where: string }): void {
    if (this.#messages.length > 0) {
      this.warnings.push(
        `${where} is a system message in the middle: a chat has one place for it, before all others. It is left out.`,
      );
      return;
    }
    const { text, warnings } = readContent(content, where);
    this.warnings.push(...warnings);
    if (role === "developer")
      this.warnings.push(`${where} is the developer's: it is sent as the system prompt.`);
    if (this.#instructions.length === 1)
      this.warnings.push("Several system messages become one system prompt.");
    if (text !== "") this.#instructions.push(text);
  }

  #addQuestion(content: JsonValue | undefined, where: string): void {
    const { text, files, warnings } = readContent(content, where);
    this.warnings.push(...warnings);
    const last = this.#messages.at(-1);
    if (last?.role !== "user") {
      this.#messages.push({ role: "user", text, files });
      return;
    }
    this.warnings.push(`${where} follows another message of the user: the two become one.`);
    last.text = [last.text, text].filter((part) => part !== "").join("\n\n");
    last.files.push(...files);
  }

  #addAnswer(answer: { content: JsonValue | undefined; calls: JsonValue | undefined; where: string }): void {
    const { text, files, warnings } = readContent(answer.content, answer.where);
    this.warnings.push(...warnings);
    if (files.length > 0) this.warnings.push(`${answer.where}: files of an answer are not taken over.`);
    const calls = (Array.isArray(answer.calls) ? answer.calls : []).flatMap((call, index) =>
      this.#readCall(call, { where: answer.where, index }),
    );
    const last = this.#messages.at(-1);
    const step = { text, calls };
    if (last?.role === "assistant") last.steps.push(step);
    else this.#messages.push({ role: "assistant", steps: [step] });
  }

  #readCall(call: JsonValue, { where, index }: { where: string; index: number }): ImportedCall[] {
    const called = isJsonObject(call) && isJsonObject(call.function) ? call.function : null;
    const input = called === null ? undefined : readArguments(called.arguments);
    if (!isJsonObject(call) || called === null || typeof called.name !== "string" || input === undefined) {
      this.warnings.push(`${where}: the tool call ${index + 1} cannot be read: it is left out.`);
      return [];
    }
    const id = typeof call.id === "string" && call.id !== "" ? call.id : `call-${this.#calls.size + 1}`;
    const read: ImportedCall = { id, name: called.name, input, output: null };
    this.#calls.set(id, read);
    return [read];
  }

  #addResult(id: string, content: JsonValue | undefined, where: string): void {
    const call = this.#calls.get(id);
    const { text, warnings } = readContent(content, where);
    this.warnings.push(...warnings);
    if (call === undefined)
      this.warnings.push(`${where} is the result of a call that is not there: it is left out.`);
    else call.output = text;
  }
}

function readArguments(text: JsonValue | undefined): JsonObject | undefined {
  if (text === undefined || text === "") return {};
  if (isJsonObject(text)) return text;
  try {
    const value = JSON.parse(String(text)) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    // A model wrote it, and it need not be JSON: the caller says so.
    return undefined;
  }
}
