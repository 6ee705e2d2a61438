import { afterAll, describe, expect, test } from "vitest";
import { askItem } from "./ask-item";
import { printTable, type TableLine } from "./print-table";
import { namedItems, rows } from "./rows";

const lines = new Map<string, TableLine>();

describe("every row of the tables in wire.md, streamed and in one piece", () => {
  test.each(["handled", "broken"] as const)("no row and nothing named in a row of %s is missing", (table) => {
    const own = rows.filter((row) => row.table === table);
    expect(own.map(({ row }) => row)).toEqual(namedItems[table].map((_, index) => index + 1));
    for (const [index, named] of namedItems[table].entries())
      expect(own[index]?.items.length, `${table} row ${index + 1}`).toBeGreaterThanOrEqual(named);
  });

  describe.concurrent.each(rows)("$table row $row", ({ table, row, items }) => {
    for (const item of items) {
      const document = item.document ?? item.reply;
      const documentWords = item.documentWords ?? item.words;
      const line: TableLine = { row: `${table} ${row}`, sent: item.sent, chat: "", generate: "" };
      lines.set(`${table} ${row} ${item.sent}`, line);

      test(`${item.sent}, chat`, async ({ expect }) => {
        line.chat = await askItem("chat", item.reply, item.settings);
        expect(line.chat).toBe(item.words);
        expect(await askItem("sdk", item.reply, item.settings)).toBe(item.words);
      });

      test(`${item.sent}, non-stream`, async ({ expect }) => {
        line.generate = await askItem("generate", document, item.settings);
        expect(line.generate).toBe(documentWords);
      });

      if (item.document === undefined) continue;
      test(`${item.sent}, each where the other is due`, async ({ expect }) => {
        expect(await askItem("chat", document, item.settings)).toBe(documentWords);
        expect(await askItem("generate", item.reply, item.settings)).toBe(item.words);
      });
    }
  });

  afterAll(() => {
    process.stdout.write(printTable([...lines.values()]));
  });
});
