import { describe, expect, it } from "vitest";
import { describeLivePoint, describeLiveRow } from "./describe-live-row";
import type { LivePoint, LiveResult } from "./live-report";

const point = (result: LiveResult, why: string | null = null): LivePoint => ({
  point: 1,
  title: "streams",
  result,
  why,
});
const describeRow = (...points: LivePoint[]) =>
  describeLiveRow({
    name: "W&B",
    providerId: "wandb",
    host: "api.inference.wandb.ai",
    on: "2026-11-20",
    points,
  });

describe("what was verified, in words", () => {
  it("calls live only what the real service did, and says where that was", () => {
    expect(describeRow(point("live"), point("live"))).toBe(
      "verified live on 2026-11-20 at api.inference.wandb.ai",
    );
    expect(describeRow(point("live"), point("emulator"))).toBe(
      "verified on 2026-11-20: 1 of 2 live at api.inference.wandb.ai, 1 against the emulator",
    );
    expect(describeRow(point("emulator"))).toBe("verified against the emulator on 2026-11-20");
  });

  it("tells a failure before anything else, and why nothing was tried", () => {
    expect(describeRow(point("live"), point("failed", "Status 500"))).toBe(
      "1 of 2 checks failed on 2026-11-20",
    );
    expect(describeRow(point("skipped", "WANDB_API_KEY not set"))).toBe("skipped: WANDB_API_KEY not set");
    expect(describeLivePoint(point("failed", "Status 500"), "2026-11-20")).toBe("failed: Status 500");
  });
});
