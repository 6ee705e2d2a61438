import type { AttachmentKind } from "./attachment-kind";

/** The largest file of each kind, in bytes. A text counts as a message does. */
export const maxBytesByKind: Record<AttachmentKind, number> = {
  image: 25_000_000,
  pdf: 25_000_000,
  audio: 25_000_000,
  text: 1_000_000,
};
export const maxAttachmentBytes = Math.max(...Object.values(maxBytesByKind));

/** Whoever shows an image decodes it: 64 megapixels take 256 MB of memory. */
export const maxImagePixels = 64_000_000;
export const maxImageSide = 16_384;

/** The most files one message may have. */
export const maxAttachments = 10;
/** The most bytes of files one request carries; older ones are left out of it. */
export const maxRequestFileBytes = 50_000_000;

/** What a provider takes less of than the product does. */
export type ProviderFileLimits = { maxImages: number };

/** The Llama API takes nine images of 25 MB in a request. */
const byProvider: Readonly<Record<string, ProviderFileLimits>> = { llama: { maxImages: 9 } };

/** A provider's own limits; null when none are known. */
export function toProviderFileLimits(providerId: string): ProviderFileLimits | null {
  return Object.hasOwn(byProvider, providerId) ? (byProvider[providerId] ?? null) : null;
}
