import { describe, expect, it } from "vitest";
import { headingHeight, rowHeight, toDrawnRows, toListLayout, toShift } from "./list-layout";

const chat = (id: string) => ({ id, title: id, updatedAt: 0, pinned: false, live: false });
const layoutOf = (...groups: string[][]) =>
  toListLayout(groups.map((ids, index) => ({ label: `Day ${index}`, items: ids.map(chat) })));
const ids = (count: number) => Array.from({ length: count }, (_, index) => `chat${index}`);

describe("where chats stand in the list", () => {
  it("has each row below the one before, and each section below the one before", () => {
    const { sections, rows, height } = layoutOf(["a", "b"], ["c"]);
    expect(rows.map(({ top }) => top)).toEqual([
      headingHeight,
      headingHeight + rowHeight,
      (sections[1]?.top ?? 0) + headingHeight,
    ]);
    expect(height).toBe((sections[1]?.top ?? 0) + (sections[1]?.height ?? 0));
  });

  it("draws of ten thousand chats those in view, whichever those are", () => {
    const { sections } = layoutOf(ids(10_000));
    const [section] = sections;
    if (section === undefined) throw new Error("no section");
    const top = headingHeight + 5_000 * rowHeight;
    expect(toDrawnRows(section, { top, bottom: top + 10 * rowHeight })).toEqual([5_000, 5_010]);
    expect(toDrawnRows(section, { top: -500, bottom: 0 })).toEqual([0, 0]);
    expect(toDrawnRows(section, { top: 1e7, bottom: 2e7 })).toEqual([10_000, 10_000]);
  });

  it("knows how far the rows in view moved when others came, went or left for the top", () => {
    const before = layoutOf(ids(50));
    const view = { top: 20 * rowHeight, bottom: 30 * rowHeight };
    expect(toShift(before, layoutOf(["new", ...ids(50)]), view)).toBe(rowHeight);
    expect(toShift(before, layoutOf(ids(50).slice(2)), view)).toBe(-2 * rowHeight);
    // One of those in view is answered: it leaves for the top, and what was above it makes way.
    const moved = (id: string) => layoutOf([id, ...ids(50).filter((each) => each !== id)]);
    expect(toShift(before, moved("chat26"), view)).toBe(rowHeight);
    expect(toShift(before, moved("chat19"), view)).toBe(0);
    expect(toShift(before, layoutOf(["other"]), view)).toBe(0);
  });
});
