/** Stands for the content of a file in a request that is only described: `{{file:photo.png}}`. */
export function toFileMark(name: string): string {
  return `{{file:${name}}}`;
}

/** The text before a file's content and the file's name, in a text that ends with its mark; null for any other text. */
export function readFileMark(text: string): { before: string; name: string } | null {
  const [, before, name] = /^(data:[\w.+/-]+;base64,|)\{\{file:([^{}"<>\\/]+)\}\}$/.exec(text) ?? [];
  return before === undefined || name === undefined ? null : { before, name };
}
