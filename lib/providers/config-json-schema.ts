import { z } from "zod";
import { configSchema } from "./config-schema";

/** The form of `switchyard.config.json` for editors: what `switchyard.config.schema.json` holds. */
export function toConfigJsonSchema(): Record<string, unknown> {
  return { title: "Switchyard's configuration", ...z.toJSONSchema(configSchema, { io: "input" }) };
}
