import type { Locator } from "@playwright/test";
import { placeOf } from "./support/place-of";
import { expect, test } from "./support/test";

const count = 450;

const toChat = (number: number) => ({
  id: `listed-chat-${String(number).padStart(4, "0")}`,
  title: `Chat number ${number}`,
  createdAt: 1_700_000_000_000,
  // The highest number is the newest; three a day.
  updatedAt: 1_700_000_000_000 + number * 28_800_000,
  pinnedAt: null,
  lanes: [],
  messages: [],
});

const topOf = (locator: Locator) => locator.evaluate((element) => element.getBoundingClientRect().top);

test.beforeEach(async ({ page }) => {
  const chats = Array.from({ length: count }, (_, number) => toChat(number + 1));
  const file = { format: "switchyard-chats", version: 1, chats };
  expect(await (await page.request.post("/api/import", { data: file })).json()).toMatchObject({
    added: count,
  });
});

test("a long list draws what is in view, and goes on to the oldest chat by keyboard alone", async ({
  page,
}) => {
  await page.goto("/");
  const list = page.getByRole("navigation", { name: "Chats" });
  const newest = list.getByRole("listitem").filter({ hasText: "Chat number 450" });
  await expect(newest).toHaveAttribute("aria-posinset", "1");
  expect(await list.getByRole("listitem").count()).toBeLessThan(60);

  await page.keyboard.press("Control+Shift+f");
  await page.keyboard.press("ArrowDown");
  await expect(newest.getByRole("link")).toBeFocused();
  const oldest = list.getByRole("link", { name: "Chat number 1", exact: true });
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(oldest).toBeFocused({ timeout: 200 });
  }).toPass();
  await expect(oldest).toBeInViewport();
  await expect(list.getByRole("region", { name: "November 2023" }).getByRole("heading")).toBeInViewport();
  expect(await list.getByRole("listitem").count()).toBeLessThan(60);

  // The list is one stop of the Tab key: its row's menu follows, then what is below the list.
  await page.keyboard.press("Tab");
  await expect(list.getByRole("button", { name: "Options for Chat number 1", exact: true })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Models" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await expect(oldest).toBeFocused();
  await page.keyboard.press("Home");
  await expect(newest.getByRole("link")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("searchbox", { name: "Search chats" })).toBeFocused();
});

test("what is searched or written stands in its own direction", async ({ page, chat }) => {
  await page.goto("/");
  const search = page.getByRole("searchbox", { name: "Search chats" });
  for (const field of [search, chat.composer]) {
    await field.fill("שלום (v2)!");
    await expect(field).toHaveCSS("direction", "rtl");
    await field.fill("hello");
    await expect(field).toHaveCSS("direction", "ltr");
  }
});

test("the reader's place in the list is kept while chats move, and while something is searched", async ({
  page,
}) => {
  await page.goto("/");
  const list = page.getByRole("navigation", { name: "Chats" });
  await list.hover();
  await page.mouse.wheel(0, 4_000);
  const row = list.getByRole("listitem").filter({ hasText: "Chat number 340" });
  await expect(row).toBeInViewport();
  const pinned = list.getByRole("listitem").filter({ hasText: "Chat number 338" });
  await pinned.hover();
  await pinned.getByRole("button", { name: "Options for Chat number 338" }).click();
  const top = await topOf(row);
  await page.getByRole("menuitem", { name: "Pin" }).click();
  await expect(pinned).not.toBeInViewport();
  expect(Math.abs((await topOf(row)) - top)).toBeLessThan(2);

  const search = page.getByRole("searchbox", { name: "Search chats" });
  await search.fill("number 7");
  const results = page.getByRole("region", { name: "Search results" });
  await results.getByRole("link", { name: "Chat number 7", exact: true }).click();
  await expect(page).toHaveURL(/listed-chat-0007/);
  await search.fill("");
  await expect(row).toBeInViewport();
  expect(Math.abs((await topOf(row)) - top)).toBeLessThan(2);
});

test("a chat that is deleted leaves the focus with its neighbour", async ({ page }) => {
  await page.goto("/");
  const list = page.getByRole("navigation", { name: "Chats" });
  await page.keyboard.press("Control+Shift+f");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
  await expect(list.getByRole("link", { name: "Chat number 449" })).toHaveCount(0);
  await expect(list.getByRole("link", { name: "Chat number 448" })).toBeFocused();
});

test("titles written from right to left begin at the right and are cut on the left, in the list and where one is deleted", async ({
  page,
}) => {
  const long = "שאלה ראשונה (2) על הרכבות מלונדון לפריז ועל כל התחנות שבדרך, עד הסוף";
  const chats = [
    { ...toChat(901), title: "פריז (2)!" },
    { ...toChat(902), title: long },
  ];
  await page.request.post("/api/import", { data: { format: "switchyard-chats", version: 1, chats } });
  await page.goto("/");
  const list = page.getByRole("navigation", { name: "Chats" });
  const short = list.getByText("פריז (2)!");
  const word = await placeOf(short, "פריז");
  const number = await placeOf(short, "2");
  expect(number.right).toBeLessThan(word.left);
  expect((await placeOf(short, "!")).right).toBeLessThan(number.left);

  const expectCutOnTheLeft = async (title: Locator) => {
    const box = await title.boundingBox();
    if (box === null) throw new Error("The title is not shown.");
    expect(Math.abs((await placeOf(title, "שאלה")).right - (box.x + box.width))).toBeLessThan(2);
    // What is cut off is said to stand where the cut is.
    expect((await placeOf(title, "הסוף")).left).toBeLessThan(box.x + 2);
  };
  await expectCutOnTheLeft(list.getByText(long));
  await list.getByRole("listitem").filter({ hasText: long }).hover();
  await list.getByRole("button", { name: `Options for ${long}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  const note = page.getByRole("status").filter({ hasText: "Deleted “" });
  await expectCutOnTheLeft(note.getByText(long));
});
