import type { Attachment } from "@/lib/attachments/attachment";
import { type AttachmentKind, kindWords } from "@/lib/attachments/attachment-kind";
import { toProviderFileLimits } from "@/lib/attachments/attachment-limits";
import { takesKind } from "@/lib/attachments/judge-file";
import { toFilePart } from "@/lib/attachments/to-file-part";
import { withholdFiles } from "@/lib/attachments/withhold-files";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import { findModelIn } from "@/lib/catalogue/find-model";
import type { ChatMessage } from "@/lib/chats/chat-document";

/** A lane that is asked: its model ref and what it shows. */
export type LaneFiles = { model: string; messages: readonly Pick<ChatMessage, "role" | "parts">[] };

export type JudgedFiles = {
  /** What will be left out, by reason. */
  warnings: string[];
  /** What is sent although nothing says whether the model takes it. */
  unstated: string[];
  costNote: string | null;
};

const takeWords: Record<AttachmentKind, string> = {
  image: "sees images",
  audio: "hears audio",
  pdf: "reads PDF files",
  text: "reads text",
};

const quote = (names: readonly string[]) => new Intl.ListFormat("en").format(names);

/** Nothing needs to be said. */
export const isSilent = ({ warnings, unstated, costNote }: JudgedFiles) =>
  warnings.length === 0 && unstated.length === 0 && costNote === null;

/** What is to be known before these files are sent to these lanes: the very judgement that the server makes. */
export function judgeFiles(
  lanes: readonly LaneFiles[],
  files: readonly Attachment[],
  { models, routes }: Pick<Catalogue, "models" | "routes">,
): JudgedFiles {
  const left = new Map<string, Set<string>>();
  const unstated = new Map<AttachmentKind, Set<string>>();
  for (const { model: ref, messages } of lanes) {
    const model = routes.find((route) => route.ref === ref) ?? findModelIn(models, ref);
    const modelName = model?.name ?? ref.slice(ref.indexOf("/") + 1);
    const limits = toProviderFileLimits(ref.slice(0, Math.max(0, ref.indexOf("/"))));
    const spoken = messages.flatMap(({ role, parts }) => (role === "system" ? [] : [{ role, parts }]));
    const path = [...spoken, { role: "user" as const, parts: files.map(toFilePart) }];
    for (const { what, reason } of withholdFiles(path, { modelName, abilities: model, limits }).leftOut) {
      left.set(reason, (left.get(reason) ?? new Set()).add(what));
    }
    for (const { kind } of files) {
      if (takesKind(kind, model) === null) {
        unstated.set(kind, (unstated.get(kind) ?? new Set()).add(modelName));
      }
    }
  }
  return {
    warnings: [...left].map(([reason, whats]) => toWarning(reason, [...whats])),
    unstated: [...unstated].map(
      ([kind, names]) =>
        `Whether ${quote([...names])} ${takeWords[kind]} is not stated: the ${kindWords[kind]} is sent, and a refusal is shown.`,
    ),
    costNote: files.some(({ kind }) => kind !== "text")
      ? "How many tokens a file takes is not known before the answer: each model counts it in its own way."
      : null,
  };
}

function toWarning(reason: string, whats: string[]): string {
  const [first = ""] = whats;
  const what = whats.length > 3 ? `${first} and ${whats.length - 1} more files` : quote(whats);
  const [subject, verb] = whats.length > 1 ? [what, "are"] : [what, "is"];
  return `${toSentenceStart(reason)}: ${subject.charAt(0).toLowerCase()}${subject.slice(1)} ${verb} left out of the request, and kept in the chat.`;
}

/** A reason may begin with a model's name, which keeps its letters. */
function toSentenceStart(reason: string): string {
  return /^(?:this|a|it) /.test(reason) ? reason.charAt(0).toUpperCase() + reason.slice(1) : reason;
}
