export const attachmentIdPattern = /^[0-9a-f]{64}$/;
const scheme = "attachment:";

/** How a message refers to a file that this server stores. No program fetches such an address. */
export function toAttachmentUrl(id: string): string {
  return scheme + id;
}

/** The file that an address of a message refers to; null for any other address. */
export function readAttachmentUrl(url: string): string | null {
  const id = url.startsWith(scheme) ? url.slice(scheme.length) : "";
  return attachmentIdPattern.test(id) ? id : null;
}
