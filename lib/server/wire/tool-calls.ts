import "server-only";
import { createId } from "@/lib/id";
import type { ToolCallStart } from "./answer-sink";
import { isRecord, type JsonRecord, parseJson, readNumber, readText } from "./read-json";
import { pickUnknown } from "./unknown-fields";

export type ToolCallReader = {
  /** Reads `tool_calls` or the legacy `function_call` of a delta or message. */
  push: (delta: JsonRecord) => void;
  /** The answer is over: calls without arguments get an empty object, unless they were cut off before those. */
  end: (how: { isCut: boolean }) => void;
  /** How many calls have begun. */
  count: () => number;
  /** How many never got a name and are left out. */
  namelessCount: () => number;
};

export type ToolCallListener = {
  onStart: (call: ToolCallStart) => void;
  onArguments: (index: number, text: string) => void;
};

type Call = {
  givenIndex: number | null;
  givenId: string | null;
  name: string | null;
  extraContent: unknown;
  type: ToolCallStart["type"];
  beside: JsonRecord;
  /** Its place among those that began; null before. */
  index: number | null;
  /** All arguments so far. */
  arguments: string;
  /** The last of them that is no white space. */
  lastCharacter: string | undefined;
};

/**
 * Puts tool calls together that arrive in any of the forms seen: without index or id, name late or repeated, one index
 * for several calls, arguments as an object, or as the legacy `function_call`. What leaves has its own index and an id.
 */
export function createToolCallReader({ onStart, onArguments }: ToolCallListener): ToolCallReader {
  const calls: Call[] = [];
  const usedIds = new Set<string>();
  let begun = 0;

  /** The provider's id, unless it has none or used it before. */
  const chooseId = (given: string | null) => {
    const id = given === null || usedIds.has(given) ? `call_${createId()}` : given;
    usedIds.add(id);
    return id;
  };

  const find = (given: GivenCall): Call | undefined => {
    const { id, index, name } = given;
    if (index !== null) {
      const call = calls.findLast((other) => other.givenIndex === index);
      return call !== undefined && isAnother(call, given) ? undefined : call;
    }
    if (id !== null) return calls.findLast((call) => call.givenId === id);
    const last = calls.at(-1);
    if (last === undefined || name === null) return last;
    return last.name === null || (last.name === name && !isComplete(last)) ? last : undefined;
  };

  const begin = (call: Call, name: string) => {
    call.name = name;
    call.index = begun++;
    onStart({
      index: call.index,
      id: chooseId(call.givenId),
      name,
      extraContent: call.extraContent,
      type: call.type,
      beside: call.beside,
    });
    if (call.arguments !== "") onArguments(call.index, call.arguments);
  };

  const read = (given: GivenCall) => {
    let call = find(given);
    if (call === undefined) {
      call = {
        givenIndex: given.index,
        givenId: null,
        name: null,
        extraContent: undefined,
        type: given.type,
        beside: given.beside,
        index: null,
        arguments: "",
        lastCharacter: undefined,
      };
      calls.push(call);
    }
    call.givenId ??= given.id;
    call.extraContent ??= given.extraContent;
    call.arguments += given.arguments;
    call.lastCharacter = given.arguments.trimEnd().at(-1) ?? call.lastCharacter;
    if (call.index === null && given.name !== null) begin(call, given.name);
    else if (call.index !== null && given.arguments !== "") onArguments(call.index, given.arguments);
  };

  return {
    push: (delta) => {
      for (const given of readGivenCalls(delta)) read(given);
    },
    end: ({ isCut }) => {
      if (isCut) return;
      for (const call of calls) {
        if (call.index === null || call.type === "custom" || call.arguments.trim() !== "") continue;
        call.arguments = "{}";
        onArguments(call.index, call.arguments);
      }
    },
    count: () => begun,
    namelessCount: () => calls.length - begun,
  };
}

/**
 * A call's arguments for the SDK. One that was cut off before them has none, which the SDK would take for a call without
 * arguments, and make it: what it gets instead cannot be read.
 */
export const toCallInput = (text: string): string => (text.trim() === "" ? "{" : text);

type GivenCall = {
  index: number | null;
  id: string | null;
  name: string | null;
  arguments: string;
  extraContent: unknown;
  type: ToolCallStart["type"];
  beside: JsonRecord;
};

function readGivenCalls(delta: JsonRecord): GivenCall[] {
  const list = Array.isArray(delta.tool_calls) ? delta.tool_calls : [delta.tool_calls];
  const given = list.filter(isRecord).map(readGivenCall);
  if (isRecord(delta.function_call)) given.push(readGivenCall({ index: 0, function: delta.function_call }));
  return given;
}

function readGivenCall(call: JsonRecord): GivenCall {
  const custom = isRecord(call.custom) ? call.custom : null;
  // Some servers leave out the `function` level.
  const target = custom ?? (isRecord(call.function) ? call.function : call);
  return {
    index: readNumber(call.index),
    id: readText(call.id)?.trim() || null,
    name: readText(target.name)?.trim() || null,
    arguments: readArguments(custom === null ? target.arguments : custom.input),
    extraContent: call.extra_content,
    type: custom === null ? "function" : "custom",
    beside: target === call ? {} : pickUnknown(call, "call"),
  };
}

function readArguments(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "object" && value !== null ? JSON.stringify(value) : "";
}

/** The same index, but another call: a new id and a name, after the first one's arguments came to an end. */
function isAnother(call: Call, given: GivenCall): boolean {
  if (given.name === null || call.name === null) return false;
  const hasNewId = given.id !== null && call.givenId !== null && given.id !== call.givenId;
  if (hasNewId) return given.arguments !== "" || isComplete(call) || given.name !== call.name;
  return given.name !== call.name || (given.arguments.trimStart().startsWith("{") && isComplete(call));
}

/** Some servers repeat the name in every piece: arguments are only parsed where they may be over. */
function isComplete({ arguments: text, lastCharacter }: Call): boolean {
  return lastCharacter === "}" && isRecord(parseJson(text));
}
