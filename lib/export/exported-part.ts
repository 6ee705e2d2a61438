import { z } from "zod";

/** What the screen and the models' requests read of a part, by its type: texts, all of them. */
function listTexts(type: string): readonly string[] {
  if (type === "text" || type === "reasoning") return ["text"];
  if (type === "file") return ["mediaType", "url"];
  if (type === "dynamic-tool") return ["toolName", "toolCallId", "state"];
  return type.startsWith("tool-") ? ["toolCallId", "state"] : [];
}

/** A part of a message; what a newer version adds to it is kept. */
export const exportedPartSchema = z.looseObject({ type: z.string() }).superRefine((part, context) => {
  for (const name of listTexts(part.type)) {
    if (typeof part[name] !== "string")
      context.addIssue({ code: "custom", path: [name], message: "a text is needed here" });
  }
});
