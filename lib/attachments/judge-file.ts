import type { CatalogueModel, Stated } from "@/lib/catalogue/catalogue-model";
import type { AttachmentKind } from "./attachment-kind";

/** What is known of the files that a model takes. */
export type FileAbilities = Pick<CatalogueModel, "imageInput" | "audioInput" | "pdfInput">;

/** true, false, or null when it is not stated. Text is part of the prompt: every model takes it. */
export function takesKind(kind: AttachmentKind, model: FileAbilities | null): Stated {
  if (kind === "text") return true;
  if (model === null) return null;
  return { image: model.imageInput, audio: model.audioInput, pdf: model.pdfInput }[kind];
}

/** What a model that does not take this kind cannot do, as the end of a sentence. */
export const inabilityWords: Record<AttachmentKind, string> = {
  image: "cannot see images",
  audio: "cannot hear audio",
  pdf: "cannot read PDF files",
  text: "cannot read text",
};
