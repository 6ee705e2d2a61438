import type { z } from "zod";
import type { SettingTexts } from "@/lib/chats/parsed-setting";
import { locateJsonFault } from "@/lib/locate-json-fault";

/** A setting that is written as JSON; what does not fit its schema is told with its path. */
export function jsonTexts<Value>(schema: z.ZodType<Value>): SettingTexts<Value> {
  return {
    format: (value) => JSON.stringify(value, null, 2),
    parse: (text) => {
      if (text.trim() === "") return { problem: null, value: undefined };
      const fault = locateJsonFault(text);
      if (fault !== null) {
        return { problem: `Line ${fault.line}, column ${fault.column}: expected ${fault.expected}.` };
      }
      const { success, data, error } = schema.safeParse(JSON.parse(text));
      if (success) return { problem: null, value: data };
      const issue = error.issues[0];
      const place = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
      return { problem: `${place}${issue?.message ?? "is not valid"}.` };
    },
  };
}
