import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { leaseMs } from "./run-leases";
import { watchOrphans } from "./watch-orphans";

const database = vi.hoisted(() => ({ answers: async () => {} }));
vi.mock("@/lib/server/db/check-db", () => ({ requireDb: () => database.answers() }));

const recover = vi.fn(async () => 0);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv("SWITCHYARD_LOG_LEVEL", "silent");
  recover.mockClear();
  database.answers = async () => {};
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe("a lease that ran out", () => {
  it("is seen within two seconds while the database answers", async () => {
    watchOrphans(recover);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(recover).toHaveBeenCalledTimes(1);
  });

  it("says nothing after a time without the database, until everybody could renew theirs", async () => {
    watchOrphans(recover);
    database.answers = async () => {
      throw new Error("connect ECONNREFUSED");
    };
    await vi.advanceTimersByTimeAsync(10_000);
    database.answers = async () => {};
    await vi.advanceTimersByTimeAsync(leaseMs - 2_001);
    expect(recover).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(4_001);
    expect(recover).toHaveBeenCalled();
  });

  it("says nothing either after a question that took long to be answered", async () => {
    watchOrphans(recover);
    database.answers = () => new Promise((resolve) => setTimeout(resolve, 9_000));
    await vi.advanceTimersByTimeAsync(11_000);
    database.answers = async () => {};
    await vi.advanceTimersByTimeAsync(leaseMs - 2_001);
    expect(recover).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(4_001);
    expect(recover).toHaveBeenCalled();
  });
});
