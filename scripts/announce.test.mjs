import { describe, expect, it } from "vitest";
import { createAnnouncer } from "./announce.mjs";

const banner = [
  "▲ Next.js 16.4.6",
  "- Local:         http://127.0.0.1:3000",
  "- Network:       http://127.0.0.1:3000",
  "✓ Ready in 116ms",
  "✓ Running next.config.ts took 27ms",
  '{"level":40,"msg":"a provider is slow"}',
  "",
].join("\n");
const shown = 'At home.\n{"level":40,"msg":"a provider is slow"}\n';

describe("what npm start shows of the server", () => {
  it("is one line for the banner, then the log as it is", () => {
    expect(createAnnouncer("At home.\n")(banner)).toBe(shown);
  });

  it("is the same however the output is cut into pieces", () => {
    const announce = createAnnouncer("At home.\n");
    expect([...banner].map((character) => announce(character)).join("")).toBe(shown);
  });

  it("is everything when the server cannot start", () => {
    expect(createAnnouncer("At home.\n")("▲ Next.js 16.4.6\nRefusing to listen.\n")).toBe(
      "Refusing to listen.\n",
    );
  });
});
