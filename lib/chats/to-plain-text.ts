/** What a message says, without its reasoning, tools and files. */
export function toPlainText(parts: readonly { type: string; text?: unknown }[]): string {
  return parts
    .flatMap(({ type, text }) => (type === "text" && typeof text === "string" ? [text] : []))
    .join("\n\n");
}
