import { expect, it } from "vitest";
import { LiveList } from "./live-list";

it("finds what goes on by the name it got, and nothing by one that has ended", () => {
  const list = new LiveList<string>();
  const [first, second] = [list.add("a"), list.add("b")];
  expect([list.get(first), list.get(second), list.size]).toEqual(["a", "b", 2]);
  list.remove(first);
  expect([list.get(first), list.get(second), list.size]).toEqual([undefined, "b", 1]);
  expect(list.values()).toEqual(["b"]);
});

it("does not take what has a place now for what had it before", () => {
  const list = new LiveList<string>();
  const before = list.add("a");
  list.remove(before);
  const now = list.add("b");
  list.remove(before);
  expect([list.get(before), list.get(now), list.size]).toEqual([undefined, "b", 1]);
});

it("uses places again: what has passed through leaves nothing behind", () => {
  const list = new LiveList<number>();
  const names: string[] = [];
  for (let value = 0; value < 1_000; value += 1) {
    names.push(list.add(value));
    if (names.length > 3) list.remove(names.shift() ?? "");
  }
  expect(list.values().toSorted()).toEqual([997, 998, 999]);
  // There were four at most.
  for (const name of names) expect(Number(name.split(".")[0])).toBeLessThan(4);
});

it("knows no name that it has not given", () => {
  const list = new LiveList<string>();
  list.add("a");
  for (const name of ["", "0", "0.0", "-1.1", "1.1", "x", "0.1 "]) expect(list.get(name)).toBeUndefined();
  list.remove("x");
  expect(list.size).toBe(1);
});
