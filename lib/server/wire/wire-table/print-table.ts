import "server-only";

export type TableLine = { row: string; sent: string; chat: string; generate: string };

const widths = { row: 10, sent: 50, chat: 68, generate: 52 };
const head: TableLine = { row: "row", sent: "sent", chat: "chat", generate: "non-stream" };

/** The lines as text in columns; words that do not fit are cut. */
export function printTable(lines: TableLine[]): string {
  const rule = Object.values(widths).map((width) => "-".repeat(width));
  const cells = [head, ...lines].map(({ row, sent, chat, generate }) => [
    toCell(row, widths.row),
    toCell(sent, widths.sent),
    toCell(chat, widths.chat),
    toCell(generate === chat ? "the same" : generate, widths.generate),
  ]);
  return [...cells.slice(0, 1), rule, ...cells.slice(1)]
    .map((line) => `${line.join("  ").trimEnd()}\n`)
    .join("");
}

function toCell(text: string, width: number): string {
  return text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 1)}…`;
}
