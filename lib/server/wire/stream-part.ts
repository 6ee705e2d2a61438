import "server-only";
import type { LanguageModel } from "ai";

/** A language model as the AI SDK calls it. */
export type CallableModel = Extract<LanguageModel, { specificationVersion: "v4" }>;
export type CallOptions = Parameters<CallableModel["doStream"]>[0];
type PartStream = Awaited<ReturnType<CallableModel["doStream"]>>["stream"];
/** A part of a language model's stream. */
export type StreamPart = PartStream extends ReadableStream<infer Part> ? Part : never;
export type StreamWarnings = Extract<StreamPart, { type: "stream-start" }>["warnings"];
