import { AppError, isAppErrorCode } from "@/lib/app-error";
import type { Attachment } from "@/lib/attachments/attachment";

/** Where a file of one's messages is read from. */
export const toFileAddress = ({ id, name }: Pick<Attachment, "id" | "name">) =>
  `/api/attachments/${id}?name=${encodeURIComponent(name)}`;

type Upload = {
  file: File;
  /** The chat that it is for: files of a temporary chat are kept in memory only. */
  chatId: string;
  /** Told the part that has been sent, from 0 to 1. */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
};

/**
 * Stores a file on the server. `fetch` does not tell how much has been sent, so this is the older way.
 * @throws AppError when the server refuses, TypeError when it cannot be reached or the file cannot be read
 */
export function uploadFile({ file, chatId, onProgress, signal }: Upload): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ name: file.name, chatId });
    request.open("POST", `/api/attachments?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      // The endpoint's word, given in `attachment.ts`.
      if (request.status === 200 && request.response !== null) resolve(request.response as Attachment);
      else reject(toRefusal(request));
    };
    request.onerror = () => reject(new TypeError("The file could not be sent."));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function toRefusal({ response, status }: XMLHttpRequest): AppError {
  const error: unknown = response?.error;
  if (typeof error === "object" && error !== null && "code" in error && "message" in error) {
    if (isAppErrorCode(error.code)) return new AppError(error.code, String(error.message));
  }
  // What stands before the server may take less than it does.
  const words =
    status === 413
      ? "The file is larger than what stands before the server lets through."
      : `The server answered with status ${status}.`;
  return new AppError(status === 413 ? "payload_too_large" : "internal", words);
}
