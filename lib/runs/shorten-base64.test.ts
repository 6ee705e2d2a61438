import { describe, expect, it } from "vitest";
import { shortenBase64 } from "./shorten-base64";

const file = "iVBORw0KGgo".repeat(1_000);

describe("a body as it is shown", () => {
  it("tells of each file its type, its beginning and how much more there is", () => {
    const body = {
      messages: [
        { content: [{ type: "image_url", image_url: { url: `data:image/png;base64,${file}==` } }] },
        { content: [{ type: "input_audio", input_audio: { data: file, format: "wav" } }] },
      ],
      model: "m",
    };
    const shown = shortenBase64(JSON.stringify(body));
    expect(shown.length).toBeLessThan(500);
    const [image, audio] = JSON.parse(shown).messages;
    expect(image.content[0].image_url.url).toBe(
      `data:image/png;base64,${file.slice(0, 48)}… [10954 more characters of base64]`,
    );
    expect(audio.content[0].input_audio.data).toContain("more characters of base64]");
    expect(JSON.parse(shown).model).toBe("m");
  });

  it("is as it was without files: words, code and short base64 stay", () => {
    const body = JSON.stringify({
      a: "word ".repeat(2_000),
      b: file.slice(0, 1_000),
      c: `x\\"${"y".repeat(3_000)} z`,
    });
    expect(shortenBase64(body)).toBe(body);
  });

  it("takes no longer for a very large file", () => {
    const body = JSON.stringify({ data: "A".repeat(30_000_000) });
    expect(shortenBase64(body).length).toBeLessThan(200);
  });
});
