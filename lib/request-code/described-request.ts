import { z } from "zod";
import { idSchema } from "@/lib/id-schema";
import type { JsonObject } from "@/lib/json-value";
import { turnLaneSchema } from "@/lib/turns/turn-request";

/** `POST /api/requests`: what this lane of a turn would send. Nothing is sent or stored. */
export const requestToDescribeSchema = z.strictObject({ chatId: idSchema, lane: turnLaneSchema });
export type RequestToDescribe = z.infer<typeof requestToDescribeSchema>;

/** A header beside the key: its text, or the name of the variable on the server that holds it. */
export type DescribedHeader = { name: string; value: string } | { name: string; variable: string };

/** A request as this server would send it. It holds no secret. */
export type DescribedRequest = {
  /** Model ref. */
  ref: string;
  providerId: string;
  /** Ends before `/chat/completions`; null for the demo, which has no address. */
  baseUrl: string | null;
  /** The variable that holds the key, sent as a bearer token; null when none is needed. */
  keyVariable: string | null;
  headers: DescribedHeader[];
  /** What the request says of itself to this server's routes; absent when it says nothing. */
  context?: string;
  /** Whole, but for the content of files, for which `{{file:name}}` stands. */
  body: JsonObject;
  /** The names of those files. */
  files: string[];
  /** What is not as the lane says it, or cannot be told. */
  notices: string[];
};
