import { importError } from "@/lib/import-error";

/**
 * What a JSON text means.
 * @throws AppError with the line of a syntax error or of a key that appears twice
 */
export function readJsonText(text: string): unknown {
  const value = parse(text);
  refuseDuplicateKeys(text);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The engine's own words quote the text, which may hold a key: only the place is taken from them.
    const line = findLine(error instanceof Error ? error.message : "", text);
    throw importError("This is not valid JSON.", line === null ? {} : { line });
  }
}

function findLine(message: string, text: string): number | null {
  const line = /\bline (\d+)\b/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /\bposition (\d+)\b/.exec(message)?.[1];
  if (position !== undefined) return lineAt(text, Number(position));
  return message.includes("end of") ? lineAt(text, text.length) : null;
}

export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split(/\r\n|\r|\n/).length;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\]:]/gs;

/** `text` is valid JSON: its strings and brackets are all that must be looked at. */
function refuseDuplicateKeys(text: string): void {
  const open: (Set<string> | null)[] = [];
  let string = "";
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === "{") open.push(new Set());
    else if (found === "[") open.push(null);
    else if (found === "}" || found === "]") open.pop();
    else if (found !== ":") string = found;
    else {
      const keys = open.at(-1);
      if (keys?.has(string))
        throw importError("A key appears twice in one object.", { line: lineAt(text, index) });
      keys?.add(string);
    }
  }
}
