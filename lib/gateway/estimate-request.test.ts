import { describe, expect, it } from "vitest";
import { estimateHighestCost, measurePrompt } from "./estimate-request";

const prices = { inputUsdPerMTok: 1, outputUsdPerMTok: 0, cachedInputUsdPerMTok: null };
const model = { prices, priceState: "metered" as const, maxOutputTokens: 1_000, contextTokens: null };

const toBase64 = (text: string) => Buffer.from(text, "latin1").toString("base64");
const page = (number: number) => `${number} 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 9 0 R >>\nendobj\n`;
const pages = (count: number) => Array.from({ length: count }, (_, index) => page(index)).join("");
const plainPdf = (count: number) =>
  toBase64(`%PDF-1.4\n<< /Type /Pages /Count ${count} >>\n${pages(count)}%%EOF`);
/** Its pages are packed into a stream, as most programs write them today. */
const packedPdf = (count: number) =>
  toBase64(
    `%PDF-1.5\n<< /Type /ObjStm /N 9 >> stream\nxx\nendstream\n<< /Type /XObject /Subtype /Image >> stream\nxx\nendstream\n${"<< /Filter /FlateDecode >> stream\nxx\nendstream\n".repeat(count)}<< /Type /XRef >> stream\nx\nendstream\n%%EOF`,
  );
const linearPdf = (count: number) =>
  toBase64(`%PDF-1.5\n1 0 obj\n<< /Linearized 1 /L 9 /H [ 1 2 ] /O 3 /E 4 /N ${count} /T 5 >>\nendobj\n`);

const asFile = (data: string) => ({
  type: "file",
  file: { filename: "a.pdf", file_data: `data:application/pdf;base64,${data}` },
});
const requestWith = (...content: object[]) => ({ model: "m", messages: [{ role: "user", content }] });
const tokensOf = (...content: object[]) => measurePrompt(requestWith(...content)).fileTokens;

describe("what a file may be billed as", () => {
  it.each([
    ["a PDF whose pages can be seen", plainPdf, 100],
    ["a PDF whose pages are packed", packedPdf, 100],
    ["a PDF that says how many it has", linearPdf, 100],
    ["a PDF of one page", plainPdf, 1],
  ])("%s counts each of them", (_, make, count) => {
    expect(tokensOf(asFile(make(count)))).toBe(count * 5_000);
  });

  it("a PDF whose pages nobody finds is one, and so is one that is cut off", () => {
    expect(tokensOf(asFile(toBase64("%PDF-1.4\n%%EOF")))).toBe(5_000);
    expect(tokensOf(asFile(`${toBase64("%PDF-1.4\n%%EOF").slice(0, -1)}?`))).toBe(5_000);
  });

  it("sound counts its seconds, an image what a large one does, whichever part carries them", () => {
    const head = Buffer.alloc(44);
    head.write("RIFF", 0, "latin1");
    head.write("WAVEfmt ", 8, "latin1");
    head.writeUInt32LE(32_000, 28);
    const wav = Buffer.concat([head, Buffer.alloc(320_000 - 44)]).toString("base64");
    const wavTokens = tokensOf({ type: "input_audio", input_audio: { data: wav, format: "wav" } });
    expect(wavTokens).toBeGreaterThanOrEqual(320);
    expect(wavTokens).toBeLessThan(325);
    const mp3 = Buffer.concat([Buffer.from("ID3"), Buffer.alloc(39_997)]).toString("base64");
    expect(
      tokensOf({ type: "input_audio", input_audio: { data: mp3, format: "mp3" } }),
    ).toBeGreaterThanOrEqual(320);
    expect(tokensOf({ type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } })).toBe(
      3_000,
    );
    expect(tokensOf({ type: "image_url", image_url: { url: "https://example.com/a.png" } })).toBe(3_000);
    expect(tokensOf({ type: "file", file: { file_id: "file-1" } })).toBe(500_000);
  });

  it("a file as the chat's own messages carry it is the same", () => {
    const part = {
      type: "file",
      mediaType: "application/pdf",
      filename: "a.pdf",
      data: { type: "data", data: plainPdf(7) },
    };
    expect(tokensOf(part)).toBe(35_000);
  });

  it("its base64 is no text", () => {
    const { characters } = measurePrompt(
      requestWith(asFile(plainPdf(1_000)), { type: "text", text: "Hello" }),
    );
    expect(characters).toBeLessThan(60);
  });
});

describe("what is held back for a request", () => {
  it("grows with the pages of a PDF: no provider's documented bill is higher", () => {
    const cost = (count: number) => estimateHighestCost(requestWith(asFile(plainPdf(count))), model) ?? 0;
    expect(cost(200)).toBeGreaterThanOrEqual((200 * 4_600) / 1_000_000);
    expect(cost(200) / cost(20)).toBeGreaterThan(9);
  });

  it("ends where the model can read no more of a file", () => {
    const request = requestWith(asFile(plainPdf(1_000)));
    const usd = estimateHighestCost(request, { ...model, contextTokens: 128_000 }) ?? 0;
    expect(usd).toBeGreaterThanOrEqual(0.128);
    expect(usd).toBeLessThan(0.129);
  });

  it("is as much as if all of it were what costs most: written to the cache, spoken, reasoned", () => {
    const dear = { ...prices, cacheWriteUsdPerMTok: 2, audioInputUsdPerMTok: 10, reasoningUsdPerMTok: 4 };
    const request = requestWith(asFile(plainPdf(2)), { type: "text", text: "Hello" });
    const usd = (of: typeof prices) => estimateHighestCost(request, { ...model, prices: of }) ?? 0;
    const text = usd(prices) - 10_000 / 1_000_000;
    expect(usd(dear)).toBeCloseTo(2 * text + (10 * 10_000 + 4 * 1_000) / 1_000_000, 12);
  });

  it("is unknown where prices are, and nothing where they are listed as 0", () => {
    expect(estimateHighestCost(requestWith(), null)).toBeNull();
    expect(
      estimateHighestCost(requestWith(), { ...model, prices: { ...prices, inputUsdPerMTok: null } }),
    ).toBeNull();
    expect(estimateHighestCost(requestWith(), { ...model, priceState: "listed-zero" })).toBe(0);
  });
});
