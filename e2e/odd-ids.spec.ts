import { toModelAddress } from "@/lib/catalogue/model-address";
import { expect, test } from "./support/test";

const ids = [
  "/models/My Model Q4.gguf",
  "../models/x.gguf",
  "a//b",
  "100%",
  "a%2Fb",
  "tag:free@v1",
  "größe#1?x=y&z",
];

test.use({
  serverEnv: { ODD_BASE_URL: "AIMOCK" },
  serverConfig: {
    providers: {
      odd: {
        name: "Odd",
        baseUrl: "http://127.0.0.1:9/v1",
        keyVariable: null,
        models: Object.fromEntries(ids.map((id, index) => [id, { name: `Odd model ${index}` }])),
      },
    },
  },
});

test("models whose ids are paths or hold what addresses mean otherwise have pages, answer, and are read over /v1", async ({
  page,
  chat,
  aimock,
}) => {
  aimock.on({ userMessage: /.*/ }, { content: "Here I am." });
  for (const [index, id] of ids.entries()) {
    const ref = `odd/${id}`;
    const title = page.getByRole("heading", { level: 1, name: `Odd model ${index}`, exact: true });
    await page.goto("/models?provider=odd");
    await page.getByRole("link", { name: `Odd model ${index}`, exact: true }).click();
    await expect(title).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(new URL(toModelAddress(ref), page.url()).pathname);
    await page.reload();
    await expect(title).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(`^Odd model ${index}`));
    const read = await page.request.get(`/v1/models/${encodeURIComponent(ref)}`);
    expect((await read.json()).id).toBe(ref);

    await page.getByRole("link", { name: "Try" }).click();
    await chat.send("Who is there?");
    await chat.settled();
    await expect(chat.lastAnswer).toContainText("Here I am.");
    await page.reload();
    await expect(chat.modelButton).toHaveAccessibleName(`Model: Odd model ${index}`);
  }
  const asked = aimock.getRequests().map(({ body }) => (body as { model?: string } | null)?.model);
  expect(asked).toEqual(ids);
});
