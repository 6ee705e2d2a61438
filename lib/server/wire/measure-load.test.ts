import { describe, expect, it } from "vitest";
import { measureLoad, widenUnderLoad } from "./measure-load";

describe("the window in which text is merged", () => {
  it("is as narrow as ever while the process has time left", () => {
    expect([0, 0.3, 0.7].map(widenUnderLoad)).toEqual([1, 1, 1]);
  });
  it("widens as the process runs out of time, up to a bound", () => {
    const widened = [0.8, 0.9, 0.95, 1].map(widenUnderLoad);
    expect(widened).toEqual(widened.toSorted((a, b) => a - b));
    expect(widened.at(-1)).toBeCloseTo(2.4);
  });
  it("is told by how busy the event loop was", async () => {
    measureLoad();
    const busyUntil = performance.now() + 300;
    while (performance.now() < busyUntil);
    expect(measureLoad()).toBeGreaterThan(0.8);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(measureLoad()).toBeLessThan(0.5);
  });
});
