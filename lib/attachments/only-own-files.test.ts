import { describe, expect, it } from "vitest";
import type { StoredMessage } from "@/lib/chats/chat-document";
import { toModelMessages } from "@/lib/chats/to-model-messages";
import type { Attachment } from "./attachment";
import { toFilePart } from "./to-file-part";
import { withholdFiles } from "./withhold-files";

const image: Attachment = {
  id: "a".repeat(64),
  name: "photo.png",
  kind: "image",
  mediaType: "image/png",
  bytes: 1_000,
  width: null,
  height: null,
};
const user = (...parts: StoredMessage["parts"]) => ({ role: "user" as const, parts });
const text = (words: string) => ({ type: "text" as const, text: words });
const taker = { modelName: "Eyes", abilities: null, limits: null };
const fileAt = (url: string, mediaType = "image/png") => ({ type: "file" as const, mediaType, url });

/** S1: nothing in a message makes this server, or the SDK in it, fetch an address. */
describe("files of a message on their way to a model", () => {
  it.each([
    "http://127.0.0.1:9/x.png",
    "https://example.com/x.png",
    "HTTP://[::ffff:127.0.0.1]/",
    "file:///etc/passwd",
    "//127.0.0.1/x.png",
    "/api/attachments/x",
    "attachment:http://127.0.0.1/",
    `attachment:${"a".repeat(63)}`,
    `attachment:${"a".repeat(64)}/../x`,
    "data:text/html,<script>",
    "",
  ])("%j is no file of this server: a note stands in its place", (url) => {
    const { messages, leftOut } = withholdFiles([user(fileAt(url), text("What is it?"))], taker);
    expect(leftOut).toEqual([{ what: "A file", reason: "it is not stored on this server" }]);
    const sent = JSON.stringify(toModelMessages(messages));
    expect(sent).toContain("[A file was left out of this request: it is not stored on this server.]");
    if (url !== "") expect(sent).not.toContain(JSON.stringify(url));
    // Even without the note nothing of it is handed on.
    expect(toModelMessages([user(fileAt(url), text("What is it?"))])).toEqual([
      { role: "user", content: [{ type: "text", text: "What is it?" }] },
    ]);
  });

  it("an SVG or a page among them is none either, whatever it refers to", () => {
    for (const type of ["image/svg+xml", "text/html"]) {
      const { leftOut } = withholdFiles([user(fileAt(`attachment:${image.id}`, type))], taker);
      expect(leftOut).toHaveLength(1);
    }
  });

  it("an own file stays a reference, before the words, also where two questions become one", () => {
    const file = {
      type: "file",
      mediaType: "image/png",
      filename: "photo.png",
      data: `attachment:${image.id}`,
    };
    expect(toModelMessages([user(text("First")), user(toFilePart(image), text("What is it?"))])).toEqual([
      {
        role: "user",
        content: [{ type: "text", text: "First" }, file, { type: "text", text: "What is it?" }],
      },
    ]);
  });
});
