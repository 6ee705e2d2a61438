import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { laneWith, readTurn, startTestServer, type TestServer, turnWith } from "@/app/api/test-server";
import { type RawUpstream, startRawUpstream } from "@/e2e/upstreams/raw-upstream";
import { html, makeHugePng, makePng, makeWav, pdf, svg, zip } from "@/e2e/upstreams/sample-files";
import type { Attachment } from "@/lib/attachments/attachment";
import { createTemporaryId } from "@/lib/id";

let server: TestServer;
let upstream: RawUpstream;

const start = () =>
  startTestServer({
    settings: { LLAMA_API_KEY: "sk-canary-0123456789", LLAMA_BASE_URL: upstream.baseUrl },
    config: {
      providers: {
        acme: {
          baseUrl: upstream.baseUrl,
          keyVariable: null,
          models: { eyes: { imageInput: true }, blind: { name: "Blind", imageInput: false } },
        },
      },
    },
  });

beforeAll(async () => {
  upstream = await startRawUpstream(async (reply) => {
    await reply.event({ choices: [{ index: 0, delta: { content: "Seen." } }] });
    await reply.event({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
    await reply.event("[DONE]");
    reply.end();
  });
  server = await start();
});
afterAll(async () => {
  await server.close();
  await upstream.close();
});

const post = (name: string, data: Uint8Array | string, query = "") =>
  server.send("POST", `/api/attachments?name=${encodeURIComponent(name)}${query}`, {
    body: data,
    headers: { "content-type": "application/octet-stream" },
  });

async function attach(name: string, data: Uint8Array | string, query = ""): Promise<Attachment> {
  const response = await post(name, data, query);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

const refer = ({ id, name }: Attachment) => ({ id, name });

const withFiles = (text: string, attachments: Attachment[]) => ({
  message: { id: crypto.randomUUID(), text, attachments: attachments.map(refer) },
});

async function ask(turn: ReturnType<typeof turnWith>) {
  await readTurn(await server.send("POST", "/api/turns", { body: turn }));
  await server.idle();
  return turn;
}

type Body = { model: string; messages: { role: string; content: unknown }[] };
const sentBodies = (count: number) =>
  upstream.requests.slice(-count).map(({ body }) => JSON.parse(body) as Body);
const lastContent = (body: Body | undefined) => body?.messages.at(-1)?.content;
const countFiles = async () =>
  (
    await (
      await server.getDb()
    )
      .selectFrom("attachments")
      .select((rows) => rows.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow()
  ).count;

describe("a file that is attached", () => {
  it.each([
    ["photo.png", makePng(), { kind: "image", mediaType: "image/png", width: 64, height: 48 }],
    ["paper.pdf", pdf, { kind: "pdf", mediaType: "application/pdf", width: null }],
    ["sound.wav", makeWav(), { kind: "audio", mediaType: "audio/wav" }],
    ["notes.md", Buffer.from("# Grüße\n"), { kind: "text", mediaType: "text/plain" }],
    ["page.html", html, { kind: "text", mediaType: "text/plain" }],
  ])(
    "%s is stored under its content's hash and given back with headers under which nothing runs",
    async (name, data, facts) => {
      const file = await attach(name, data);
      const id = createHash("sha256").update(data).digest("hex");
      expect(file).toMatchObject({ id, name, bytes: data.byteLength, ...facts });
      const read = await server.send("GET", `/api/attachments/${id}?name=${name}`);
      expect(Buffer.from(await read.arrayBuffer()).equals(data)).toBe(true);
      expect(read.headers.get("content-type")).not.toMatch(/html|svg|xml/);
      expect(read.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
      expect(read.headers.get("x-content-type-options")).toBe("nosniff");
      expect(read.headers.get("content-disposition")).toMatch(
        facts.kind === "image" ? /^inline; filename="photo.png"/ : /^attachment; /,
      );
      expect(read.headers.get("cache-control")).toMatch(/^private/);
    },
  );

  it.each([
    ["../../etc/passwd.png", "passwd.png"],
    ["C:\\Users\\me\\photo.png", "photo.png"],
    ['a"; filename="x.html\r\nx: y.png', "a ; filename= x.html x y.png"],
    ["evil.html", "evil.html.png"],
    ["\u202egnp.exe", "gnp.exe.png"],
    ["", "file.png"],
  ])("has a name without path and tricks: %j", async (given, name) => {
    expect((await attach(given, makePng())).name).toBe(name);
    const { id } = await attach(given, makePng());
    const read = await server.send("GET", `/api/attachments/${id}?name=${encodeURIComponent(given)}`);
    expect(read.headers.get("content-disposition")).toContain(encodeURIComponent(name));
  });

  it("is stored once, however often and under whichever name it comes", async () => {
    await attach("a.png", makePng(8, 8));
    const before = await countFiles();
    await attach("b.png", makePng(8, 8));
    expect(await countFiles()).toBe(before);
  });

  it("counts in what is said to be stored", async () => {
    const { measureStorage } = await import("@/lib/server/chats/measure-storage");
    const { bytes } = await measureStorage("local");
    await attach("long.wav", Buffer.concat([makeWav(), randomBytes(6_000_000)]));
    expect((await measureStorage("local")).bytes).toBeGreaterThan(bytes + 5_000_000);
  });

  it.each([
    ["drawing.svg", svg, 415, /SVG can hold scripts/],
    ["photo.png", svg, 415, /SVG can hold scripts/],
    ["photo.png", html, 415, /its name says something else than its content, which is HTML/],
    ["bomb.zip", zip, 415, /archives and Office documents are not opened/],
    ["paper.docx", zip, 415, /Save it as a PDF/],
    ["bomb.png", zip, 415, /archives/],
    ["huge.png", makeHugePng(20_000, 20_000), 413, /20000 × 20000 pixels/],
    ["wide.png", makeHugePng(17_000, 10), 413, /16384 on a side/],
    ["broken.png", makePng().subarray(0, 12), 415, /not taken/],
    [
      "bytes.bin",
      Buffer.from([0, 1, 2, 3, 255, 254, 0, 9]),
      415,
      /images \(PNG, JPEG, GIF, WebP\), PDF, WAV, MP3 and text are/,
    ],
    ["empty.txt", "", 400, /is empty/],
    ["long.txt", "x".repeat(1_000_001), 413, /a text file may have 1 MB/],
  ])("%s is refused with words, and nothing is stored", async (name, data, status, words) => {
    const before = await countFiles();
    const refused = await post(name, data);
    expect(refused.status).toBe(status);
    expect((await refused.json()).error.message).toMatch(words);
    expect(await countFiles()).toBe(before);
  });

  it("is refused at 60 MB, said or counted, long before all of it has come", async () => {
    const said = await server.send("POST", "/api/attachments?name=a.png", {
      body: "x",
      headers: { "content-type": "image/png", "content-length": "60000000" },
    });
    expect(said.status).toBe(413);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1_000_000;
        if (sent > 60_000_000) controller.close();
        else controller.enqueue(new Uint8Array(1_000_000));
      },
    });
    const { POST } = await import("@/app/api/attachments/route");
    const counted = await POST(
      new Request("http://localhost:3000/api/attachments?name=a.png", {
        method: "POST",
        headers: { host: "localhost:3000", "content-type": "image/png" },
        body,
        duplex: "half",
      } as RequestInit),
    );
    expect(counted.status).toBe(413);
    expect((await counted.json()).error.message).toBe("The file is larger than 25 MB.");
    expect(sent).toBeLessThan(30_000_000);
  });

  it("of somebody else is not there: it can neither be read nor sent", async () => {
    const file = await attach("theirs.png", makePng(9, 9));
    const db = await server.getDb();
    await db.updateTable("attachments").set({ owner: "another" }).where("id", "=", file.id).execute();
    expect((await server.send("GET", `/api/attachments/${file.id}`)).status).toBe(404);
    const turn = turnWith({ lanes: [laneWith(withFiles("What is it?", [file]))] });
    const refused = await server.send("POST", "/api/turns", { body: turn });
    expect(refused.status).toBe(404);
    expect((await refused.json()).error.message).toContain("“theirs.png”");
    expect((await server.send("GET", `/api/chats/${turn.chatId}`)).status).toBe(404);
  });
});

describe("a message with files", () => {
  it("reaches each lane as its model can take it, and is sent whole again after switching back", async () => {
    const [image, text] = [await attach("photo.png", makePng()), await attach("notes.md", "Some notes.")];
    const files = withFiles("What is it?", [image, text]);
    const seeing = laneWith({ model: "acme/eyes", ...files });
    const blind = laneWith({ model: "acme/blind", ...withFiles("What is it?", [image, text]) });
    const turn = await ask(turnWith({ lanes: [seeing, blind] }));
    const bodies = sentBodies(2);
    const notes = { type: "text", text: '<file name="notes.md">\nSome notes.\n</file>' };
    const question = { type: "text", text: "What is it?" };
    const url = `data:image/png;base64,${makePng().toString("base64")}`;
    expect(lastContent(bodies.find(({ model }) => model === "eyes"))).toEqual([
      { type: "image_url", image_url: { url } },
      notes,
      question,
    ]);
    expect(lastContent(bodies.find(({ model }) => model === "blind"))).toEqual([
      {
        type: "text",
        text: "[The image “photo.png” was left out of this request: Blind cannot see images.]",
      },
      notes,
      question,
    ]);
    const chat = await server.readChat(turn.chatId);
    const answerOf = (id: string) => chat.messages.find((message) => message.id === id)?.metadata;
    expect(answerOf(seeing.answerId)?.notices).toEqual([]);
    expect(answerOf(blind.answerId)?.notices).toEqual([
      "The image “photo.png” was not sent: Blind cannot see images. It stays in the chat.",
    ]);
    expect(chat.messages[0]?.parts[0]).toMatchObject({
      type: "file",
      filename: "photo.png",
      url: `attachment:${image.id}`,
    });
    // The blind lane goes on with a model that sees.
    const more = laneWith({
      laneId: blind.laneId,
      parentId: blind.answerId,
      model: "acme/eyes",
      text: "And now?",
    });
    await ask(turnWith({ chatId: turn.chatId, lanes: [more] }));
    expect(JSON.stringify(sentBodies(1)[0]?.messages[0])).toContain(url);
  });

  it("sends a PDF and a sound in OpenAI's forms, and a file alone is a message", async () => {
    const [paper, sound] = [await attach("paper.pdf", pdf), await attach("sound.wav", makeWav())];
    const turn = await ask(
      turnWith({ lanes: [laneWith({ model: "acme/other", ...withFiles("", [paper, sound]) })] }),
    );
    expect(lastContent(sentBodies(1)[0])).toEqual([
      {
        type: "file",
        file: { filename: "paper.pdf", file_data: `data:application/pdf;base64,${pdf.toString("base64")}` },
      },
      { type: "input_audio", input_audio: { data: makeWav().toString("base64"), format: "wav" } },
    ]);
    expect((await server.readChat(turn.chatId)).title).toBe("paper.pdf");
  });

  it("gives the Llama API images on its two models that see, and nine of them", async () => {
    const images = [];
    for (let seed = 0; seed < 10; seed += 1) images.push(await attach(`${seed}.png`, makePng(10, 10, seed)));
    const model = "llama/Llama-4-Scout-17B-16E-Instruct-FP8";
    await ask(turnWith({ lanes: [laneWith({ model, ...withFiles("Compare", images) })] }));
    const content = lastContent(sentBodies(1)[0]) as { type: string; text?: string }[];
    expect(content.filter(({ type }) => type === "image_url")).toHaveLength(9);
    expect(content[0]?.text).toContain(
      "“0.png” was left out of this request: this provider takes at most 9 images",
    );
    const groq = "llama/groq-llama-4-maverick-17b-128e-instruct";
    await ask(turnWith({ lanes: [laneWith({ model: groq, ...withFiles("See?", images.slice(0, 1)) })] }));
    expect(JSON.stringify(lastContent(sentBodies(1)[0]))).not.toContain("image_url");
  });

  it("is shown as sent without the bytes of its files", async () => {
    const big = await attach("big.png", makePng(700, 700, 3));
    const turn = await ask(
      turnWith({ lanes: [laneWith({ model: "acme/eyes", ...withFiles("Big", [big]) })] }),
    );
    const response = await server.send("GET", `/api/turns/${turn.turnId}/exchanges`);
    const shown = (await response.json())[0].exchanges[0].requestBody;
    expect(sentBodies(1)[0] && upstream.requests.at(-1)?.body.length).toBeGreaterThan(3_000);
    expect(shown.length).toBeLessThan(1_500);
    expect(JSON.parse(shown).messages[0].content[0].image_url.url).toMatch(
      /^data:image\/png;base64,iVBOR.*… \[\d+ more characters of base64\]$/,
    );
  });

  it.each([
    ["an address", { id: "http://127.0.0.1:9/x.png", name: "x.png" }],
    ["what is no hash", { id: "../../x", name: "x.png" }],
    ["a file that is not here", { id: "a".repeat(64), name: "x.png" }],
  ])("that names %s is refused", async (_, ref) => {
    const lane = laneWith({ message: { id: crypto.randomUUID(), text: "See", attachments: [ref] } });
    const refused = await server.send("POST", "/api/turns", { body: turnWith({ lanes: [lane] }) });
    expect([400, 404]).toContain(refused.status);
  });

  it("keeps its files through forks and copies; they go with the last message that has them", async () => {
    const image = await attach("kept.png", makePng(11, 11));
    const lane = laneWith(withFiles("Keep it", [image]));
    const { chatId } = await ask(turnWith({ lanes: [lane] }));
    const fork = await server.send("POST", `/api/chats/${chatId}/fork`, {
      body: { messageId: lane.answerId },
    });
    const { chatId: forkId } = await fork.json();
    const db = await server.getDb();
    const { purgeChats } = await import("@/lib/server/chats/purge-chats");
    const { sweepAttachments } = await import("@/lib/server/attachments/purge-attachments");
    const read = async () => (await server.send("GET", `/api/attachments/${image.id}`)).status;
    await purgeChats(db, [chatId]);
    await sweepAttachments(db, Date.now() + 1_000);
    expect(await read()).toBe(200);
    expect(JSON.stringify((await server.readChat(forkId)).messages[0]?.parts)).toContain(image.id);
    await purgeChats(db, [forkId]);
    expect(await read()).toBe(404);
  });

  it("of a temporary chat leaves no file in the database; keeping the chat keeps the file", async () => {
    const chatId = createTemporaryId();
    const secret = await attach("secret.png", makePng(13, 13), `&chatId=${chatId}`);
    const count = await countFiles();
    const lanes = [laneWith({ model: "acme/eyes", ...withFiles("Secret", [secret]) })];
    await ask(turnWith({ chatId, turnId: createTemporaryId(), lanes }));
    expect(JSON.stringify(lastContent(sentBodies(1)[0]))).toContain(makePng(13, 13).toString("base64"));
    const read = await server.send("GET", `/api/attachments/${secret.id}`);
    expect(read.headers.get("cache-control")).toBe("private, no-store, no-transform");
    expect(await countFiles()).toBe(count);
    expect((await server.send("POST", `/api/chats/${chatId}/keep`)).status).toBe(200);
    expect(await countFiles()).toBe(count + 1);
  });
});

describe("an exported file with attachments", () => {
  const exportAll = async () => (await server.send("GET", "/api/export")).text();
  const importFile = (text: string) => server.send("POST", "/api/import", { body: text });
  let file = "";

  beforeAll(async () => {
    await server.close();
    server = await start();
    const files = [await attach("a.png", makePng(20, 20)), await attach("notes.md", "Notes\n")];
    const lanes = [laneWith(withFiles("Two", files)), laneWith(withFiles("Two", files))];
    await ask(turnWith({ lanes }));
    await ask(turnWith({ lanes: [laneWith(withFiles("", files.slice(0, 1)))] }));
    file = await exportAll();
  });

  it("gives the same file and the same bytes again on a server that has nothing", async () => {
    expect(JSON.parse(file).attachments).toHaveLength(2);
    await server.close();
    server = await start();
    expect(await (await importFile(file)).json()).toEqual({ added: 2, copied: 0, known: 0 });
    expect(await exportAll()).toBe(file);
    const { id } = JSON.parse(file).attachments[0];
    const read = await server.send("GET", `/api/attachments/${id}`);
    expect(Buffer.from(await read.arrayBuffer()).equals(makePng(20, 20))).toBe(true);
    expect(await (await importFile(file)).json()).toEqual({ added: 0, copied: 0, known: 2 });
  });

  it.each([
    [
      "whose content was changed",
      (text: string) => text.replace(/("data":"iVBORw0KG)g/, "$1h"),
      /Line 5 \(attachments\.0\.data\).*damaged/,
    ],
    [
      "that says it is something else",
      (text: string) => text.replace('"mediaType":"image/png","data"', '"mediaType":"text/html","data"'),
      /Line 5.*this attachment is image\/png/,
    ],
    [
      "without a file that a message names",
      (text: string) => text.replace(/\n\],"attachments":\[[\s\S]*\]\}/, "\n]}"),
      /Line 2 \(chats\.0\.messages\.0\.parts\.0\.url\).*not in this export/,
    ],
    [
      "with an address in a message",
      (text: string) => text.replace(/"url":"attachment:\w+"/, '"url":"http://127.0.0.1/x.png"'),
      /Line 2 .*must be one of this export's attachments/,
    ],
  ])("%s is refused with its line, and nothing of it is kept", async (_, damage, words) => {
    await server.close();
    server = await start();
    const refused = await importFile(damage(file));
    expect(refused.status).toBe(400);
    expect((await refused.json()).error.message).toMatch(words);
    expect(await countFiles()).toBe(0);
    expect(JSON.parse(await exportAll()).chats).toEqual([]);
  });
});
