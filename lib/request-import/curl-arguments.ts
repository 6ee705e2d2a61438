import { importError } from "@/lib/import-error";
import type { ShellWord } from "./shell-words";

/** A part of the body. A raw one may begin with `@`; the others name a file then. */
type CurlData = ShellWord & { isRaw: boolean; isJson: boolean };

export type CurlArguments = {
  url: ShellWord | null;
  headers: ShellWord[];
  data: CurlData[];
  warnings: string[];
};

/** Options that take a value, by what becomes of it. */
const withValue: Readonly<
  Record<string, "header" | "data" | "raw" | "json" | "url" | "credential" | "refused">
> = {
  "-H": "header",
  "--header": "header",
  "-d": "data",
  "--data": "data",
  "--data-ascii": "data",
  "--data-binary": "data",
  "--data-raw": "raw",
  "--json": "json",
  "--url": "url",
  "-u": "credential",
  "--user": "credential",
  "--oauth2-bearer": "credential",
  "-b": "credential",
  "--cookie": "credential",
  "-E": "credential",
  "--cert": "credential",
  "--key": "credential",
  "--pass": "credential",
  "--data-urlencode": "refused",
  "-F": "refused",
  "--form": "refused",
  "-K": "refused",
  "--config": "refused",
  "-T": "refused",
  "--upload-file": "refused",
};

const ignoredWithValue = new Set(
  "-X --request -o --output -A --user-agent -e --referer -m --max-time --connect-timeout --retry --retry-delay --retry-max-time -x --proxy --proxy-user -U -w --write-out -D --dump-header -c --cookie-jar --cacert --capath --resolve --interface --limit-rate -r --range -y -Y -z --max-redirs --trace --trace-ascii --stderr --keepalive-time --proto --tls-max --ciphers".split(
    " ",
  ),
);

const refusals: Readonly<Record<string, string>> = {
  "--data-urlencode": "encodes the body as a form's field; a chat request is JSON: use --json or -d.",
  "-F": "sends a form; a chat request is JSON: use --json or -d.",
  "-K": "reads its options from a file, which cannot be read from here.",
  "-T": "sends a file, which cannot be read from here: paste what is in it after --json.",
};
const longNames: Readonly<Record<string, string>> = {
  "--form": "-F",
  "--config": "-K",
  "--upload-file": "-T",
};

/** What the words after `curl` say. @throws AppError with the line of an option that cannot be followed */
export function parseCurlArguments(words: readonly ShellWord[]): CurlArguments {
  const read: CurlArguments = { url: null, headers: [], data: [], warnings: [] };
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    if (!word.text.startsWith("-") || word.text === "-") {
      read.url ??= word;
      continue;
    }
    const { option, value } = splitOption(word, words[index + 1]);
    if (option === null) continue;
    if (value === words[index + 1]) index += 1;
    if (value === undefined) throw importError(`${option} has no value.`, { line: word.line });
    take(read, option, value);
  }
  return read;
}

/** `-H x`, `-Hx`, `-sSH x` and `--header x`; null for an option without a value. */
function splitOption(
  word: ShellWord,
  next: ShellWord | undefined,
): { option: string | null; value?: ShellWord } {
  const { text } = word;
  if (text.startsWith("--")) {
    const [name = "", ...rest] = text.split("=");
    const takes = Object.hasOwn(withValue, name) || ignoredWithValue.has(name);
    if (!takes) return { option: null };
    if (rest.length > 0) return { option: name, value: { ...word, text: rest.join("=") } };
    return next === undefined ? { option: name } : { option: name, value: next };
  }
  for (let at = 1; at < text.length; at++) {
    const option = `-${text[at]}`;
    if (!Object.hasOwn(withValue, option) && !ignoredWithValue.has(option)) continue;
    const rest = text.slice(at + 1);
    if (rest !== "") return { option, value: { ...word, text: rest } };
    return next === undefined ? { option } : { option, value: next };
  }
  return { option: null };
}

function take(read: CurlArguments, option: string, value: ShellWord): void {
  const meaning = withValue[option];
  if (meaning === undefined) return;
  if (meaning === "refused") {
    const name = longNames[option] ?? option;
    throw importError(`${option} ${refusals[name] ?? "cannot be followed here."}`, { line: value.line });
  }
  if (meaning === "header") read.headers.push(value);
  else if (meaning === "url") read.url = value;
  else if (meaning === "credential")
    read.warnings.push(`What ${option} gives is a credential and was left out. Keys belong on the server.`);
  else read.data.push({ ...value, isRaw: meaning === "raw", isJson: meaning === "json" });
}
