import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import type { ImportedFile } from "@/lib/lane-code/lane-code";

type ReadContent = { text: string; files: ImportedFile[]; warnings: string[] };

/** The content of a message: a text, or a list of parts. Nothing is fetched: what is only an address is told. */
export function readContent(content: JsonValue | undefined, where: string): ReadContent {
  if (typeof content === "string") return { text: content, files: [], warnings: [] };
  if (content === null || content === undefined) return { text: "", files: [], warnings: [] };
  if (!Array.isArray(content)) {
    return { text: "", files: [], warnings: [`${where}: its content cannot be read; it is left out.`] };
  }
  const texts: string[] = [];
  const read: ReadContent = { text: "", files: [], warnings: [] };
  for (const part of content) {
    if (typeof part === "string") texts.push(part);
    else if (!isJsonObject(part)) read.warnings.push(`${where}: a part is no object; it is left out.`);
    else if (part.type === "text" && typeof part.text === "string") texts.push(part.text);
    else addFile(part, read, where);
  }
  return { ...read, text: texts.join("\n\n") };
}

function addFile(part: JsonObject, read: ReadContent, where: string): void {
  const source = readSource(part);
  if (source === null) {
    const type = typeof part.type === "string" ? part.type.slice(0, 60) : "no type";
    read.warnings.push(`${where}: a part of the type ${type} is left out.`);
    return;
  }
  const [, mediaType, data] = /^data:([^;,]*)[^,]*;base64,(.*)$/s.exec(source.url) ?? [];
  const mark = /\{\{file:([^{}]+)\}\}$/.exec(source.url)?.[1];
  if (mark !== undefined) {
    read.warnings.push(`${where}: ${mark.slice(0, 200)} is read from a file. Attach it again.`);
  } else if (mediaType !== undefined && data !== undefined && isBase64(data)) {
    read.files.push({ name: source.name ?? toName(mediaType, read.files.length), mediaType, data });
  } else if (/^https?:/i.test(source.url)) {
    read.warnings.push(
      `${where}: a file is an address, and addresses are not fetched. Attach the file itself.`,
    );
  } else read.warnings.push(`${where}: a file's content cannot be read; it is left out.`);
}

function isBase64(data: string): boolean {
  const letters = data.replaceAll(/\s/g, "");
  return /^[A-Za-z0-9+/]+={0,2}$/.test(letters) && letters.replace(/=+$/, "").length % 4 !== 1;
}

type Source = { url: string; name?: string };

/** Where the content of an image, a sound or a document is, whichever part carries it. */
function readSource({ type, image_url: image, input_audio: audio, file }: JsonObject): Source | null {
  if (type === "image_url") {
    const url = isJsonObject(image) ? image.url : image;
    return { url: typeof url === "string" ? url : "" };
  }
  if (type === "input_audio" && isJsonObject(audio)) {
    const format = audio.format === "mp3" ? "mpeg" : "wav";
    return { url: `data:audio/${format};base64,${String(audio.data ?? "")}` };
  }
  if (type === "file" && isJsonObject(file)) {
    const name = typeof file.filename === "string" ? { name: file.filename } : {};
    return { url: typeof file.file_data === "string" ? file.file_data : "", ...name };
  }
  return null;
}

const endings: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "audio/mpeg": "mp3",
  "text/plain": "txt",
};

function toName(mediaType: string, index: number): string {
  const [kind = "file", form = ""] = mediaType.split("/");
  return `${kind === "application" ? form : kind}-${index + 1}.${endings[mediaType] ?? form}`;
}
