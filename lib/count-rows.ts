/** How many rows a text takes, about, where a line goes on in the next row after `columns` characters. */
export function countRows(text: string, columns: number): number {
  return text.split("\n").reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / columns)), 0);
}
