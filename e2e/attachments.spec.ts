import { truncateSync, writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expectNoViolations } from "./support/expect-no-violations";
import { expect, test } from "./support/test";
import { html, makeHugePng, makePng, makeWav, svg, zip } from "./upstreams/sample-files";

const seeing = "llama/llama-4-scout-17b-16e-instruct-fp8";
const blind = "llama/llama-3.3-70b-instruct";
const imageUrl = `data:image/png;base64,${makePng().toString("base64")}`;
const photo = { name: "photo.png", mimeType: "image/png", buffer: makePng() };

test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" } });

const choose = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.getByLabel("Files to attach").setInputFiles(files);
const attached = (page: Page) => page.getByRole("list", { name: "Attached files" }).getByRole("listitem");

test("an image goes to the lane that sees, the other one is warned about and gets a note, and gets it once it sees", async ({
  chat,
  page,
  aimock,
}) => {
  aimock.onMessage(/.*/, { content: "A house." });
  const contentsOf = (model: string) =>
    aimock
      .getRequests()
      .filter(({ body }) => body?.model === model)
      .map(({ body }) => JSON.stringify(body?.messages));
  await page.goto(`/compare?m=${seeing}&m=${blind}`);
  await expect(chat.composer).toBeFocused();
  await choose(page, photo, {
    name: "notes.md",
    mimeType: "text/markdown",
    buffer: Buffer.from("Some notes."),
  });
  await expect(attached(page)).toHaveCount(2);
  const about = page.getByRole("status", { name: "About the files" });
  await expect(about).toContainText(
    "Llama 3.3 70B Instruct cannot see images: the image “photo.png” is left out of the request, and kept in the chat.",
  );
  await expect(about).not.toContainText("Scout");
  await expect(about).toContainText("not known before the answer");
  const off = page.getByRole("button", { name: "Ask lane 2 Llama 3.3 70B Instruct" });
  await off.click();
  await expect(about).not.toContainText("cannot see images");
  await off.click();
  await expect(about).toContainText("cannot see images");
  await expectNoViolations(page, "files in the message field");

  await page.reload();
  await expect(attached(page)).toHaveCount(2);
  await chat.send("What is it?");
  await expect(chat.answers.getByText("A house.")).toHaveCount(2);
  await expect(attached(page)).toHaveCount(0);
  const [seen] = contentsOf("llama-4-scout-17b-16e-instruct-fp8");
  const [unseen] = contentsOf("llama-3.3-70b-instruct");
  expect(seen).toContain(imageUrl);
  expect(unseen).not.toContain("image_url");
  expect(unseen).toContain(
    "[The image “photo.png” was left out of this request: Llama 3.3 70B Instruct cannot see images.]",
  );
  for (const sent of [seen, unseen]) expect(sent).toContain("Some notes.");

  const lane = page.getByRole("group", { name: "Lane 2", exact: true });
  await expect(lane.getByText("The image “photo.png” was not sent")).toBeVisible();
  const thumbnail = lane.getByRole("button", { name: "Open photo.png" });
  await expect(thumbnail.getByRole("img", { name: "photo.png" })).toHaveJSProperty("naturalWidth", 64);
  await expectNoViolations(page, "files in messages");
  await thumbnail.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "photo.png" });
  await expect(dialog.getByText("64 × 48 px")).toBeVisible();
  await expectNoViolations(page, "an image, larger");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  // Nothing is attached any more, and still the chat has an image that this lane does not get.
  await expect(about).toContainText("Llama 3.3 70B Instruct cannot see images");
  await lane.getByRole("button", { name: /^Model:/ }).click();
  await page.getByRole("combobox", { name: "Search models" }).fill("maverick 17b 128e instruct fp8");
  await page.getByRole("option").first().click();
  await expect(about).toBeHidden();
  await chat.send("And now?");
  await expect(chat.answers.getByText("A house.")).toHaveCount(4);
  expect(contentsOf("llama-4-maverick-17b-128e-instruct-fp8")[0]).toContain(imageUrl);
  await page.reload();
  await expect(page.getByRole("button", { name: "Open photo.png" })).toHaveCount(2);
});

test.describe("refusals", () => {
  test.use({ expectedComplaint: /status of (?:413|415|502)/ });

  test("what is no harmless file is refused with words, and what was typed and attached stays", async ({
    chat,
    page,
    aimock,
  }, testInfo) => {
    aimock.onMessage(/.*/, { content: "Seen." });
    await chat.open(seeing);
    await chat.composer.fill("Look at these");
    const file = (name: string, buffer: Buffer) => ({ name, mimeType: "image/png", buffer });
    await choose(
      page,
      file("drawing.svg", svg),
      file("page.png", html),
      file("huge.png", makeHugePng(20_000, 20_000)),
      file("bomb.zip", zip),
      file("..\\..\\photo.png", makePng()),
    );
    const alerts = page.getByRole("alert");
    for (const words of [
      /drawing.svg” is not taken: an SVG can hold scripts/,
      /page.png” is not taken: its name says something else than its content, which is HTML/,
      /huge.png” has 20000 × 20000 pixels/,
      /bomb.zip” is not taken: archives/,
    ])
      await expect(alerts.filter({ hasText: words })).toBeVisible();
    const large = testInfo.outputPath("large.png");
    writeFileSync(large, makePng());
    truncateSync(large, 60_000_000);
    await page.getByLabel("Files to attach").setInputFiles(large);
    await expect(alerts.filter({ hasText: "“large.png” is larger than 25 MB." })).toBeVisible();
    await expect(attached(page)).toHaveText(/^photo\.png/);
    await expect(chat.composer).toHaveValue("Look at these");
    await expectNoViolations(page, "refused files");
    await page.getByRole("button", { name: "Dismiss bomb.zip" }).click();
    await expect(alerts.filter({ hasText: "bomb.zip" })).toBeHidden();

    await chat.composer.press("Enter");
    await expect(chat.lastAnswer).toContainText("Seen.");
    const [request] = aimock.getRequests();
    expect(JSON.stringify(request?.body?.messages).match(/image_url":\{/g)).toHaveLength(1);
    await expect(chat.questions.getByRole("button", { name: "Open photo.png" })).toBeVisible();
  });

  test("files are pasted and dropped, wait for a slow line, survive a broken one, and stay when a message is edited", async ({
    chat,
    page,
    aimock,
  }) => {
    // A message without words matches no pattern.
    aimock.on({ model: seeing.slice("llama/".length) }, { content: "Heard." });
    await chat.open(seeing);
    const gate = Promise.withResolvers<void>();
    await page.route("**/api/attachments?*", async (route) => {
      await gate.promise;
      await route.continue();
    });
    const give = (kind: "paste" | "drop", name: string, bytes: Buffer) =>
      page.evaluate(
        ([kind, name, content]) => {
          const data = new DataTransfer();
          data.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name));
          const init = { bubbles: true, cancelable: true };
          const target = document.activeElement ?? document.body;
          if (kind === "paste")
            target.dispatchEvent(new ClipboardEvent("paste", { ...init, clipboardData: data }));
          else document.body.dispatchEvent(new DragEvent("drop", { ...init, dataTransfer: data }));
        },
        [kind, name, bytes.toString("base64")] as const,
      );
    await give("paste", "pasted.png", makePng());
    await expect(page.getByRole("progressbar", { name: "Uploading pasted.png" })).toBeVisible();
    await expect(chat.sendButton).toBeDisabled();
    gate.resolve();
    await expect(chat.sendButton).toBeEnabled();
    await page.unroute("**/api/attachments?*");

    await page.route("**/api/attachments?*", (route) => route.fulfill({ status: 502, body: "<html>" }));
    await give("drop", "dropped.wav", makeWav());
    await expect(page.getByRole("alert").filter({ hasText: "502" })).toBeVisible();
    await page.unroute("**/api/attachments?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(attached(page)).toHaveCount(2);
    await page.getByRole("button", { name: "Remove dropped.wav" }).click();
    await expect(attached(page)).toHaveCount(1);

    // A file alone is a message.
    await chat.sendButton.click();
    await expect(chat.lastAnswer).toContainText("Heard.");
    await chat.questions.getByRole("button", { name: "Edit message" }).click();
    await page.getByRole("textbox", { name: "Edit message" }).fill("What is in it?");
    await page.getByRole("button", { name: "Save and run" }).click();
    await expect(chat.questions).toContainText("What is in it?");
    await expect(chat.lastAnswer).toContainText("Heard.");
    const contents = aimock.getRequests().map(({ body }) => JSON.stringify(body?.messages));
    expect(contents).toHaveLength(2);
    for (const content of contents) expect(content).toContain(imageUrl);
    expect(contents[1]).toContain("What is in it?");
  });
});
