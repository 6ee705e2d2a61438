import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toKnownTimeZone } from "@/lib/to-known-time-zone";
import { localDay, toDayGroups, toDayOf } from "./to-day-groups";

const now = new Date(2026, 10, 20, 9, 30).getTime();
const at = (year: number, month: number, day: number, hour = 12) => ({
  updatedAt: new Date(year, month - 1, day, hour).getTime(),
});

describe("the list of chats by day", () => {
  it("has headings for today, yesterday, the last week and month, and then months", () => {
    const chats = [
      at(2026, 11, 20, 9),
      at(2026, 11, 20, 0),
      at(2026, 11, 19, 23),
      at(2026, 11, 15),
      at(2026, 11, 1),
      at(2026, 9, 30),
      at(2026, 9, 2),
      at(2025, 9, 2),
    ];
    expect(
      toDayGroups(chats, { now, dayOf: localDay }).map(({ label, items }) => [label, items.length]),
    ).toEqual([
      ["Today", 2],
      ["Yesterday", 1],
      ["Previous 7 days", 1],
      ["Previous 30 days", 1],
      ["September 2026", 2],
      ["September 2025", 1],
    ]);
  });

  it("puts a chat from a clock that runs ahead under today", () => {
    expect(toDayGroups([at(2026, 11, 21)], { now, dayOf: localDay })[0]?.label).toBe("Today");
  });

  it("has no heading without chats", () => {
    expect(toDayGroups([], { now, dayOf: localDay })).toEqual([]);
  });

  it("goes by the reader's calendar where that is known", () => {
    const midnightInTokyo = Date.UTC(2026, 10, 19, 15);
    const chats = [{ updatedAt: midnightInTokyo }, { updatedAt: midnightInTokyo - 1 }];
    const labelsIn = (zone: string) =>
      toDayGroups(chats, { now: Date.UTC(2026, 10, 20, 3), dayOf: toDayOf(zone) }).map(({ label }) => label);
    expect(labelsIn("Asia/Tokyo")).toEqual(["Today", "Yesterday"]);
    expect(labelsIn("UTC")).toEqual(["Yesterday"]);
    expect(labelsIn("America/Los_Angeles")).toEqual(["Today"]);
  });
});

describe("the list of chats by day in a browser that writes dates its own way", () => {
  const { prototype } = Intl.DateTimeFormat;
  const own = Object.getOwnPropertyDescriptor(prototype, "format") ?? {};
  beforeEach(() => Object.defineProperty(prototype, "format", { ...own, get: () => () => "20.11.2026" }));
  afterEach(() => Object.defineProperty(prototype, "format", own));

  it("has the same headings", () => {
    const now = Date.UTC(2026, 10, 20, 3);
    const groups = toDayGroups([{ updatedAt: now }], { now, dayOf: toDayOf("Europe/Berlin") });
    expect(groups.map(({ label }) => label)).toEqual(["Today"]);
  });
});

describe("a time zone by its name", () => {
  it("is this process's own where there is no such zone", () => {
    expect(toKnownTimeZone("Asia/Tokyo")).toBe("Asia/Tokyo");
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect([toKnownTimeZone("../../etc/passwd"), toKnownTimeZone(undefined)]).toEqual([own, own]);
  });
});
