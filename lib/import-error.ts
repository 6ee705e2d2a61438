import { AppError } from "@/lib/app-error";

/** Where in a pasted text something is wrong: a path like `init_parameters.api_key`, a line counted from 1. */
export type ImportPlace = { path?: string; line?: number };

/** A refusal of a pasted text: says where and what, and never quotes a value, which may be a key. */
export function importError(message: string, place: ImportPlace = {}): AppError {
  const line = place.line === undefined ? "" : `Line ${place.line}: `;
  const path = place.path === undefined || place.path === "" ? "" : `${place.path}: `;
  return new AppError("invalid_request", `${line}${path}${message}`, { details: place });
}

/** `components` and `generator` are `components.generator`; an index is `tools[0]`. */
export function joinPath(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return path === "" ? key.slice(0, 80) : `${path}.${key.slice(0, 80)}`;
}
