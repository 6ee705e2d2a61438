import { afterEach, expect, test } from "vitest";
import { type ForkedScript, forkTypescript } from "@/e2e/upstreams/fork-typescript";
import { type LargeUpstream, startLargeUpstream } from "@/e2e/upstreams/large-upstream";
import type { SlowReadersOptions } from "@/e2e/upstreams/slow-readers";

const megabyte = 1_048_576;
const count = 10;
const answerBytes = 64 * megabyte;

let child: ForkedScript | undefined;
let upstream: LargeUpstream | undefined;

afterEach(async () => {
  child?.end();
  await upstream?.close();
});

async function tell(readers: ForkedScript, kind: string, options?: SlowReadersOptions): Promise<number> {
  const { rss } = await readers.ask<{ rss: number }>({ kind, options });
  return rss;
}

/** Resolves when no more bytes have left the upstream for a while: all buffers on the way are full. */
async function settle({ sentBytes }: LargeUpstream): Promise<void> {
  let before = -1;
  while (before !== sentBytes()) {
    before = sentBytes();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

test.each(["response", "model"] as const)(
  "R16: ten readers of the %s that stop reading a 64 MB answer hold it back at the provider: memory grows by less than 100 MB",
  async (read) => {
    upstream = await startLargeUpstream({ answerBytes });
    child = await forkTypescript("slow-readers.ts");
    const options = { baseUrl: upstream.baseUrl, count, read };
    // What one short exchange loads is no growth.
    await tell(child, "open", { ...options, count: 1 });
    const before = await tell(child, "leave");
    const sentBefore = upstream.sentBytes();

    await tell(child, "open", options);
    await settle(upstream);
    const grownBytes = (await tell(child, "measure")) - before;
    const sentBytes = upstream.sentBytes() - sentBefore;
    expect(upstream.openAnswers()).toBe(count);
    process.stdout.write(
      `Ten stopped readers of the ${read}: memory grew by ${toMegabytes(grownBytes)}, the upstream sent ${toMegabytes(sentBytes)} of 640 MB\n`,
    );
    expect(grownBytes).toBeLessThan(100 * megabyte);
    // The system's own socket buffers hold most of it.
    expect(sentBytes).toBeLessThan(count * 8 * megabyte);

    await tell(child, "leave");
    await expect.poll(() => upstream?.openAnswers(), { timeout: 2000 }).toBe(0);
  },
  20_000,
);

function toMegabytes(bytes: number): string {
  return `${(bytes / megabyte).toFixed(1)} MB`;
}
