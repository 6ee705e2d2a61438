import { toFileMark } from "@/lib/attachments/file-mark";
import { findCodeBlocks } from "@/lib/code-blocks";
import { importError } from "@/lib/import-error";
import { toBaseUrl } from "@/lib/providers/base-url";
import { type CurlArguments, parseCurlArguments } from "./curl-arguments";
import { readEach } from "./openai-call";
import { readBodyText } from "./read-body-text";
import { createReadRequest, type ReadHeader, type ReadRequest } from "./read-request";
import { fillVariables } from "./shell-variables";
import { readShell, type ShellToken, type ShellWord } from "./shell-words";

const isCurl = (token: ShellToken) =>
  token.kind === "word" && /^(?:.*[\\/])?curl(?:\.exe)?$/i.test(token.text);
const endsCommand = /^(?:\||\|\||&&|;|&|\)|\}|>|>>)$/;

/**
 * The requests of cURL commands, as bash or Windows' command line writes them.
 * @throws AppError with the line of what cannot be read
 */
export function readCurl(text: string): ReadRequest[] {
  const blocks = findCodeBlocks(text, shellLanguages).map(({ code }) => code);
  const requests = (blocks.length === 0 ? [text] : blocks).flatMap(readCommands);
  if (requests.length === 0) throw importError("There is no cURL command in this text.");
  if (requests.length === 1) return requests;
  return requests.map((request, index) => ({ ...request, name: `Command ${index + 1}` }));
}

const shellLanguages = /^(?:bash|sh|shell|zsh|console|terminal|curl|cmd|bat|powershell|text)$/i;

function readCommands(text: string): ReadRequest[] {
  const tokens = fillVariables(readShell(toPosix(text)));
  const commands = tokens.flatMap((token, index) => (isCurl(token) ? [{ token, index }] : []));
  return readEach(commands, ({ token, index }) => {
    const { words, input } = readCommand(tokens.slice(index + 1), tokens.slice(0, index));
    return toRequest(parseCurlArguments(words), { input, line: token.line });
  });
}

/** `^` continues and escapes on Windows, and a backtick continues in PowerShell; a prompt sign is nobody's. */
function toPosix(text: string): string {
  const lines = (/\$env:/.test(text) ? toPosixQuotes(text) : text)
    .replaceAll("\r\n", "\n")
    .replace(/^[ \t]*[$>%][ \t]+(?=curl\b)/gm, "")
    // Windows' own form of a variable, in a header.
    .replace(/((?:-H|--header)[ \t]*\^?"[^"\n]*)%([A-Za-z_]\w*)%/g, "$1$$$2");
  // Line numbers stay what they were.
  const isPosix = /\\\n/.test(lines);
  if ((/\^[ \t]*\n/.test(lines) && !isPosix) || /\bcurl(?:\.exe)?[ \t]+(?:-\S+[ \t]+)*\^"/i.test(lines))
    return lines.replace(/\^[ \t]*\n/g, "\\\n").replace(/\^([^\n])/g, "$1");
  return isPosix ? lines : lines.replace(/[ \t]`[ \t]*\n/g, " \\\n");
}

/** PowerShell writes a quote within '…' twice. */
const toPosixQuotes = (text: string) => text.replace(/(?<=[\p{L}\p{N}])''(?=[\p{L}\p{N}])/gu, "'\\''");

/** What a command reads from outside its arguments. */
type Input = { text: string; line: number } | { file: string; line: number } | null;

function readCommand(after: ShellToken[], before: ShellToken[]): { words: ShellWord[]; input: Input } {
  const words: ShellWord[] = [];
  let input: Input = readPipe(before);
  for (let index = 0; index < after.length; index++) {
    const token = after[index];
    if (token === undefined || (token.kind === "sign" && endsCommand.test(token.text))) break;
    if (token.kind === "document") input = { text: token.text, line: token.line };
    else if (token.kind === "word") words.push(token);
    else {
      const next = after[index + 1];
      if (next?.kind !== "word") continue;
      input = token.text === "<<<" ? next : { file: next.text, line: next.line };
      index += 1;
    }
  }
  return { words, input };
}

/** What stands before `| curl`: `echo` and `printf` of texts, and files in base64, as "Copy as cURL" writes them. */
function readPipe(before: ShellToken[]): Input {
  const last = before.at(-1);
  if (last?.kind !== "sign" || last.text !== "|") return null;
  const words = before.filter((token) => token.kind !== "sign" || token.text === "<");
  let text = "";
  for (const [index, token] of words.entries()) {
    if (token.kind === "document") text += token.text;
    if (token.kind !== "word") continue;
    const [first, second] = words.slice(index + 1);
    if (token.text === "printf" && first?.kind === "word")
      text += first.text === "%s" && second?.kind === "word" ? second.text : first.text;
    else if (token.text === "echo" && first?.kind === "word") text += first.text;
    else if (token.text === "base64" && first?.kind === "sign" && second?.kind === "word")
      text += toFileMark(second.text.replace(/^\.\//, ""));
    else if (token.text === "cat" && first?.kind === "word") return { file: first.text, line: token.line };
  }
  return { text, line: before[0]?.line ?? 1 };
}

function toRequest(given: CurlArguments, { input, line }: { input: Input; line: number }): ReadRequest {
  const { text, at, variables } = readData(given, { input, line });
  const body = readBodyText(fromWindows(text), at);
  const url = given.url;
  const isNamed = url !== null && !/^\$/.test(url.text) && !url.hasCommand;
  const headers = given.headers.flatMap(toHeader);
  const unread = given.headers.length - headers.length;
  const bearer = headers.find(({ name }) => name.toLowerCase() === "authorization");
  return createReadRequest({
    baseUrl: isNamed ? toBaseUrl(url.text.split(/[?#]/)[0] ?? "") : null,
    keyVariable: bearer !== undefined && "variable" in bearer ? bearer.variable : null,
    headers: headers.filter((header) => header !== bearer || "value" in header),
    body,
    warnings: [
      ...given.warnings,
      ...(url === null ? ["The command names no address."] : warnUrl(url, isNamed)),
      ...(unread === 0 ? [] : [`${unread} of the headers cannot be read: left out.`]),
      ...variables.map(
        (name) => `$${name} is a variable whose value is not in the text; it stays as it stands.`,
      ),
    ],
  });
}

/** PowerShell hands `\"` within '…' on as it stands; the program then reads it as a quote. */
function fromWindows(text: string): string {
  if (!/^\s*\{\s*\\"/.test(text)) return text;
  return text.replace(/(\\+)"/g, (_, strokes: string) => `${"\\".repeat(Math.floor(strokes.length / 2))}"`);
}

function warnUrl(url: ShellWord, isNamed: boolean): string[] {
  if (!isNamed) return ["The address is read from a variable; it is not taken over."];
  const [path = "", query] = url.text.split("?");
  return [
    ...(query === undefined ? [] : ["What stands behind the ? of the address is not taken over."]),
    ...(/\/chat\/completions\/?$/.test(path)
      ? []
      : ["The address does not end in /chat/completions; the body is read as if it did."]),
  ];
}

function toHeader({ text, variables }: ShellWord): ReadHeader[] {
  const [, name = "", value = ""] = /^([^:;]*)[:;]\s*(.*)$/s.exec(text) ?? [];
  if (name === "") return [];
  const [variable] = variables;
  return [variable === undefined ? { name, value } : { name, variable }];
}

type Data = { text: string; at: number; variables: string[] };

/** The body's text, wherever the command takes it from. */
function readData({ data }: CurlArguments, { input, line }: { input: Input; line: number }): Data {
  const [first] = data;
  if (first === undefined) {
    throw importError(
      'This cURL command sends no body. A chat request has one: -d \'{"model": …, "messages": […]}\'.',
      {
        line,
      },
    );
  }
  const file = data.find(({ text, isRaw }) => !isRaw && text.startsWith("@"));
  if (file === undefined) {
    const command = data.find(({ hasCommand }) => hasCommand);
    if (command !== undefined) {
      throw importError("Part of the body is the output of a command. Write the JSON in its place.", {
        line: command.line,
      });
    }
    if (data.length === 1 && /^\$\w+$/.test(first.text) && first.variables.length === 1) {
      throw importError(
        `The body is in ${first.text.slice(0, 60)}, whose value is not in the text. Write the JSON in its place.`,
        { line: first.line },
      );
    }
    return {
      text: data.map(({ text }) => text).join(first.isJson ? "" : "&"),
      at: first.line,
      variables: [...new Set(data.flatMap(({ variables }) => variables))],
    };
  }
  if (file.text === "@-" && input !== null && "text" in input)
    return { text: input.text, at: input.line, variables: [] };
  const name =
    file.text === "@-" ? (input !== null && "file" in input ? input.file : "its input") : file.text.slice(1);
  throw importError(
    `The body is in ${name.slice(0, 200)}, which cannot be read from here. Paste what is in it in the place of ${file.text.slice(0, 200)}, or paste it alone.`,
    { line: file.line },
  );
}
