import { describe, expect, it } from "vitest";
import { judgeOutcome } from "./judge-outcome";

const runWith = (overrides: Partial<Parameters<typeof judgeOutcome>[0]>) =>
  judgeOutcome({ stopped: false, errorCode: null, hasKnownFinish: true, ...overrides });

describe("how a run ended", () => {
  it("is complete only with a known finish and without an error", () => {
    expect(runWith({})).toBe("complete");
    expect(runWith({ hasKnownFinish: false })).toBe("incomplete");
    expect(runWith({ errorCode: "provider_failed" })).toBe("failed");
  });

  it("is stopped when the user stopped it, whatever else was seen", () => {
    expect(runWith({ stopped: true, errorCode: "connection_lost", hasKnownFinish: false })).toBe("stopped");
  });

  it("tells a lost connection from an early end and from a failure", () => {
    expect(runWith({ errorCode: "connection_lost" })).toBe("interrupted");
    expect(runWith({ errorCode: "server_restarted" })).toBe("interrupted");
    expect(runWith({ errorCode: "ended_early" })).toBe("incomplete");
    expect(runWith({ errorCode: "idle_timeout" })).toBe("failed");
  });
});
