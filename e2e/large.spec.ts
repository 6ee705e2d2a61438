import { readFile } from "node:fs/promises";
import { expect, test } from "./support/test";
import { makeWav } from "./upstreams/sample-files";

const llama = "llama/llama-3.3-70b-instruct";
/** Five megabytes in eight lanes: numbered, so that a lost or doubled piece shows. */
const longText = Array.from({ length: 200 }, (_, index) => `${"日本語".repeat(333)}${index}`).join("\n");

test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" } });

test("a text of hundreds of kilobytes is asked of eight lanes, is there after a reload, and is drawn in a picture", async ({
  chat,
  page,
  aimock,
  request,
}, testInfo) => {
  aimock.onMessage(/日本語/, { content: "Counted." });
  await chat.compare(Array.from({ length: 8 }, () => llama));
  await chat.send(longText);
  await expect(chat.answers.filter({ hasText: "Counted." })).toHaveCount(8);
  await chat.settled();
  await page.reload();
  await expect(chat.answers.filter({ hasText: "Counted." })).toHaveCount(8);
  const chatId = new URL(page.url()).pathname.split("/").at(-1);
  const { messages } = await (await request.get(`/api/chats/${chatId}`)).json();
  const asked = messages.filter(({ role }: { role: string }) => role === "user");
  expect(asked).toHaveLength(8);
  for (const { parts } of asked) expect(parts[0].text === longText).toBe(true);

  await page.getByRole("button", { name: "Save", exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog").getByRole("button", { name: "Picture", exact: true }).click(),
  ]);
  const file = testInfo.outputPath(download.suggestedFilename());
  await download.saveAs(file);
  expect((await readFile(file)).readUInt32BE(16)).toBe(2400);
});

test("a recording of a minute says how long it is and can be heard from its middle, and its file can be read in parts", async ({
  page,
  chat,
  aimock,
  request,
}) => {
  aimock.on({ model: llama.slice("llama/".length) }, { content: "Heard." });
  const recording = makeWav(60 * 8_000);
  await chat.open(llama);
  await page
    .getByLabel("Files to attach")
    .setInputFiles({ name: "minute.wav", mimeType: "audio/wav", buffer: recording });
  await expect(chat.sendButton).toBeEnabled();
  await chat.send("Listen.");
  await expect(chat.lastAnswer).toContainText("Heard.");
  const player = page.getByLabel("minute.wav", { exact: true });
  const address = await player.getAttribute("src");
  const heard = await player.evaluate(async (element: HTMLAudioElement) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    element.addEventListener("seeked", () => resolve());
    element.addEventListener("loadedmetadata", () => {
      element.currentTime = 45;
    });
    element.preload = "auto";
    element.load();
    await promise;
    return { duration: element.duration, at: element.currentTime };
  });
  expect(heard).toEqual({ duration: 60, at: 45 });

  const ask = (headers: Record<string, string>) => request.get(address ?? "", { headers });
  const whole = await ask({});
  expect((await whole.body()).equals(recording)).toBe(true);
  expect(whole.headers()).toMatchObject({
    "content-length": String(recording.byteLength),
    "content-security-policy": "default-src 'none'; sandbox",
  });
  const part = await ask({ range: "bytes=100-199" });
  expect([part.status(), part.headers()["content-range"]]).toEqual([
    206,
    `bytes 100-199/${recording.byteLength}`,
  ]);
  expect((await part.body()).equals(recording.subarray(100, 200))).toBe(true);
  expect((await ask({ range: `bytes=${recording.byteLength}-` })).status()).toBe(416);
  expect((await ask({ "if-none-match": whole.headers().etag ?? "" })).status()).toBe(304);
  const head = await request.head(address ?? "");
  expect(head.headers()["content-length"]).toBe(String(recording.byteLength));
});
