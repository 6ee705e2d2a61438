import type { LaneSettings } from "@/lib/chats/lane-settings";
import { findCodeBlocks } from "@/lib/code-blocks";
import { findRawKey } from "@/lib/find-raw-key";
import { importError } from "@/lib/import-error";
import { findAgents } from "./find-agents";
import { findConstants } from "./find-constants";
import { type Literal, toLiteral } from "./literal";
import { type MastraLane, readAgent, readModelAlone } from "./read-agent";
import { readLiteral } from "./read-literal";
import { parseModule, parseOneExpression } from "./syntax-node";

/** Languages of code blocks that are read. */
export const scriptLanguages = /^(?:ts|tsx|typescript|js|jsx|javascript|mts|mjs)$/i;

const mostCharacters = 200_000;

/**
 * The lanes in a pasted text: agents in TypeScript or JavaScript (also inside a Markdown document), an agent's config, a model
 * config or a model string alone. The text is read, never run.
 * @throws AppError that says what was not found and on which line
 */
export function importMastra(pasted: string): MastraLane[] {
  const text = pasted.replace(/^\uFEFF/, "");
  if (text.length > mostCharacters) {
    throw importError(`The text is longer than ${mostCharacters.toLocaleString("en")} characters.`);
  }
  if (text.trim() === "") throw importError("There is nothing to import.");
  try {
    const lanes = readAlone(text) ?? readBlocks(text);
    for (const { settings } of lanes) refuseRawKeys(settings);
    return lanes;
  } catch (error) {
    if (error instanceof RangeError) throw importError("This is nested too deeply.");
    throw error;
  }
}

function refuseRawKeys(settings: LaneSettings): void {
  const path = findRawKey(settings);
  if (path !== null) throw importError("holds a raw key, which is not taken.", { path });
}

/** A model string, or one object; null when the text is a program. */
function readAlone(text: string): MastraLane[] | null {
  const trimmed = text.trim().replace(/[;,]+$/, "");
  if (/^[\w.-]+\/[^\s"'`{}()]+$/.test(trimmed)) return [readModelAlone(toLiteral(trimmed))];
  if (/^(?:model|['"]model['"])\s*:/.test(trimmed)) return readObject(`{${text.trimEnd()}}`);
  const isOne = trimmed.startsWith("{") || /^(["'`])[^"'`\r\n]*\1$/.test(trimmed);
  return isOne ? readObject(text.trimEnd().replace(/[;,]+$/, "")) : null;
}

function readObject(code: string): MastraLane[] {
  const tree = parseOneExpression(code);
  const literal: Literal = readLiteral(tree, new Map());
  const isAgent = literal.kind === "object" && literal.fields.has("model");
  return [isAgent ? readAgent({ config: literal, code, constants: new Map() }) : readModelAlone(literal)];
}

/** Every block of code in a Markdown document, else the whole text. */
function readBlocks(text: string): MastraLane[] {
  const blocks = findCodeBlocks(text, scriptLanguages).map(({ code }) => code);
  const lanes = (blocks.length === 0 ? [text] : blocks).flatMap(readProgram);
  if (lanes.length > 0) return lanes;
  throw importError(
    'No new Agent({ … }) was found. Paste an agent, a model such as "llama/llama-3.3-70b-instruct", or a model config.',
  );
}

function readProgram(code: string): MastraLane[] {
  const tree = parseModule(code);
  const constants = findConstants(tree);
  return findAgents(tree, constants).map(({ config, line, stream, asked }) => {
    if (config === null) throw importError("This agent's config is not written out here.", { line });
    const lane = { ...readAgent({ config, code, constants }), ...(asked === undefined ? {} : { asked }) };
    return stream === undefined ? lane : { ...lane, settings: { ...lane.settings, stream } };
  });
}
