/** Stands for the content of a file in a request that is only described: `{{file:photo.png}}`. */
export function toFileMark(name: string): string {
  return `{{file:${name}}}`;
}
