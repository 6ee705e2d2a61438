import type { JsonObject } from "@/lib/json-value";
import type { BuiltInToolName } from "./lane-tool";

/** `GET /api/tools`: what a lane's tools can be chosen from. */
export type ToolOffer = {
  builtIn: { name: BuiltInToolName; description: string }[];
  /** The MCP servers of the configuration. */
  servers: ToolServer[];
};

export type ToolServer = {
  name: string;
  /** Its tools are called without asking first. */
  trusted: boolean;
  /** It has not said yet what it offers: to be asked for again. */
  asking: boolean;
  /** null while the server cannot be used, or has not answered. */
  tools: { name: string; description: string | null; parameters: JsonObject }[] | null;
  /** Why it cannot be used; null when it can, as far as that is known. */
  problem: string | null;
};
