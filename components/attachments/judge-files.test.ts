import { describe, expect, it } from "vitest";
import type { Attachment } from "@/lib/attachments/attachment";
import { toFilePart } from "@/lib/attachments/to-file-part";
import { blankModel } from "@/lib/catalogue/blank-model";
import { judgeFiles } from "./judge-files";

const fileWith = (overrides: Partial<Attachment> = {}): Attachment => ({
  id: "a".repeat(64),
  name: "photo.png",
  kind: "image",
  mediaType: "image/png",
  bytes: 1_000,
  width: 10,
  height: 10,
  ...overrides,
});
const modelWith = (providerId: string, id: string, facts: { name: string; imageInput: boolean }) => ({
  ...blankModel({ providerId, id, kind: "hosted", source: "config", sourceDate: "2026" }),
  ...facts,
});
const models = [
  modelWith("acme", "eyes", { name: "Eyes", imageInput: true }),
  modelWith("acme", "blind", { name: "Blind", imageInput: false }),
  modelWith("llama", "scout", { name: "Scout", imageInput: true }),
];
const lane = (model: string, files: Attachment[] = []) => ({
  model,
  messages: files.length === 0 ? [] : [{ role: "user" as const, parts: files.map(toFilePart) }],
});

describe("what is said of files before they are sent", () => {
  it("names the models that cannot take one, those of which it is not stated, and nothing of those that can", () => {
    const asked = [lane("acme/eyes"), lane("acme/blind"), lane("acme/blind"), lane("acme/who")];
    expect(judgeFiles(asked, [fileWith()], { models, routes: [] })).toEqual({
      warnings: [
        "Blind cannot see images: the image “photo.png” is left out of the request, and kept in the chat.",
      ],
      unstated: ["Whether who sees images is not stated: the image is sent, and a refusal is shown."],
      costNote: expect.stringContaining("not known before the answer"),
    });
    expect(judgeFiles([lane("acme/eyes")], [fileWith()], { models, routes: [] })).toMatchObject({
      warnings: [],
      unstated: [],
    });
  });

  it("tells of the chat's own images once a model is chosen that cannot see them", () => {
    expect(judgeFiles([lane("acme/blind", [fileWith()])], [], { models, routes: [] }).warnings).toHaveLength(
      1,
    );
    expect(judgeFiles([lane("acme/eyes", [fileWith()])], [], { models, routes: [] })).toEqual({
      warnings: [],
      unstated: [],
      costNote: null,
    });
  });

  it("needs no word for texts, and counts what one request may carry", () => {
    const text = fileWith({ kind: "text", mediaType: "text/plain", name: "notes.md" });
    expect(judgeFiles([lane("acme/blind")], [text], { models, routes: [] })).toMatchObject({
      warnings: [],
      costNote: null,
    });
    const ten = Array.from({ length: 10 }, (_, index) => fileWith({ name: `${index}.png` }));
    expect(judgeFiles([lane("llama/scout")], ten, { models, routes: [] }).warnings).toEqual([
      "This provider takes at most 9 images in a request: the image “0.png” is left out of the request, and kept in the chat.",
    ]);
    const large = [1, 2, 3].map((each) => fileWith({ name: `${each}.png`, bytes: 24_000_000 }));
    expect(judgeFiles([lane("acme/eyes")], large, { models, routes: [] }).warnings[0]).toMatch(
      /^A request carries at most 50 MB of files: the image “1.png” is left out/,
    );
  });
});
