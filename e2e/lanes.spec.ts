import type { Locator, Page } from "@playwright/test";
import type { ChatDocument } from "@/lib/chats/chat-document";
import { formatRate, formatSeconds } from "@/lib/format-number";
import { expect, test } from "./support/test";
import type { ManualAnswer } from "./upstreams/manual-upstream";

const models = [
  "llama/llama-3.3-70b-instruct",
  "llama/llama-3.3-8b-instruct",
  "llama/llama-4-maverick-17b-128e-instruct-fp8",
  "llama/llama-4-scout-17b-16e-instruct-fp8",
];
const laneOf = (page: Page, number: number): Locator =>
  page.getByRole("group", { name: `Lane ${number}`, exact: true });
const answersOf = (lane: Locator) => lane.getByRole("article", { name: /^Answer from/ });

async function useMenu(page: Page, lane: number, item: string) {
  await page.getByRole("button", { name: `Options for lane ${lane}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function readChat(page: Page): Promise<ChatDocument> {
  const id = new URL(page.url()).pathname.split("/").at(-1);
  return (await page.request.get(`/api/chats/${id}`)).json();
}

const toReceivedAt = (answer: ManualAnswer) => answer.receivedAt;

test.use({ serverEnv: { LLAMA_BASE_URL: "AIMOCK", LLAMA_API_KEY: "sk-e2e" } });

test("each lane has its own history, until everyone continues from one answer, and again after that is undone", async ({
  chat,
  page,
  aimock,
}) => {
  for (const [index, ref] of models.entries()) {
    const model = ref.slice("llama/".length);
    for (const word of ["one", "two", "three", "four", "five"])
      aimock.on(
        { userMessage: new RegExp(`^${word}$`), model },
        { content: `${word} from lane ${index + 1}` },
      );
  }
  const bodiesOf = (word: string) =>
    aimock
      .getRequests()
      .map(({ body }) => ({
        model: body?.model,
        texts: ((body?.messages ?? []) as { content: string }[]).map(({ content }) => content),
      }))
      .filter(({ texts }) => texts.at(-1) === word);
  const turns: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/turns")) turns.push(request.url());
  });

  await chat.compare(models);
  for (const [index, word] of ["one", "two", "three"].entries()) {
    await chat.send(word);
    for (const number of [1, 2, 3, 4])
      await expect(answersOf(laneOf(page, number)).nth(index)).toContainText(`${word} from lane ${number}`);
    await chat.settled();
  }
  expect(turns).toHaveLength(3);
  const third = bodiesOf("three");
  expect(third).toHaveLength(4);
  for (const [index, ref] of models.entries()) {
    const body = third.find(({ model }) => model === ref.slice("llama/".length));
    const lane = index + 1;
    expect(body?.texts).toEqual(["one", `one from lane ${lane}`, "two", `two from lane ${lane}`, "three"]);
  }

  const chosen = answersOf(laneOf(page, 2)).nth(1);
  await chosen.getByRole("button", { name: "Continue everyone from this answer" }).click();
  await expect(answersOf(laneOf(page, 4))).toHaveText([/one from lane 2/, /two from lane 2/]);
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await chat.send("four");
  // It would take the turn away that came after.
  await expect(page.getByRole("button", { name: "Undo" })).toBeHidden({ timeout: 2_000 });
  await expect(answersOf(laneOf(page, 4)).last()).toContainText("four from lane 4");
  await chat.settled();
  for (const { texts } of bodiesOf("four"))
    expect(texts).toEqual(["one", "one from lane 2", "two", "two from lane 2", "four"]);

  await answersOf(laneOf(page, 1)).last().getByRole("button", { name: "Continue everyone" }).click();
  await expect(answersOf(laneOf(page, 3)).last()).toContainText("four from lane 1");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(answersOf(laneOf(page, 3)).last()).toContainText("four from lane 3");
  await chat.send("five");
  await expect(answersOf(laneOf(page, 3)).last()).toContainText("five from lane 3");
  await chat.settled();
  const lastTexts = bodiesOf("five").map(({ texts }) => texts.at(-2));
  expect(lastTexts.sort()).toEqual([1, 2, 3, 4].map((lane) => `four from lane ${lane}`));
});

test("lanes are added, left out, moved, expanded, removed and had back", async ({ chat, page, aimock }) => {
  aimock.onMessage(/./, { content: "Yes." });
  await chat.open(models[0]);
  await page.getByRole("button", { name: "Compare with another model" }).click();
  const dialog = page.getByRole("dialog", { name: "Choose a model" });
  await dialog.getByRole("combobox", { name: "Search models" }).fill("maverick");
  await dialog.getByRole("option").first().click();
  await expect(laneOf(page, 2)).toContainText("Maverick");
  // In a comparison too a new lane begins with the list of models; left alone, it is as its neighbour.
  const add = page.getByRole("button", { name: "Add a lane" });
  await add.click();
  await expect(dialog.getByRole("combobox", { name: "Search models" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(add).toBeFocused();
  await expect(laneOf(page, 3)).toContainText("Maverick");

  await page.getByRole("button", { name: /^Ask lane 2/ }).click();
  await chat.send("Hello");
  await expect(answersOf(laneOf(page, 3))).toHaveCount(1);
  await chat.settled();
  await expect(answersOf(laneOf(page, 2))).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Ask lane 2/ })).toHaveAttribute("aria-pressed", "true");

  await page.reload();
  await expect(answersOf(laneOf(page, 3))).toHaveCount(1);
  await expect(answersOf(laneOf(page, 2))).toHaveCount(0);
  await useMenu(page, 2, "Move left");
  await expect(answersOf(laneOf(page, 1))).toHaveCount(0);
  await expect(answersOf(laneOf(page, 2))).toHaveCount(1);

  await useMenu(page, 2, "Expand");
  await expect(laneOf(page, 1)).toBeHidden();
  await page.getByRole("button", { name: "Show all lanes" }).click();
  await expect(laneOf(page, 1)).toBeVisible();

  await useMenu(page, 3, "Remove");
  await expect(laneOf(page, 3)).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(answersOf(laneOf(page, 3))).toHaveCount(1);
  await page.reload();
  await expect(laneOf(page, 3)).toBeVisible();

  // A lane that comes is never out of view behind one that is shown alone; a clone keeps its model and has the focus.
  await useMenu(page, 3, "Expand");
  await useMenu(page, 3, "Clone");
  await expect(laneOf(page, 4)).toBeFocused();
  await expect(answersOf(laneOf(page, 4))).toHaveCount(1);
  await expect(dialog).toBeHidden();
  await expect(laneOf(page, 1)).toBeVisible();
  await useMenu(page, 1, "Expand");
  await add.click();
  await dialog.getByRole("combobox", { name: "Search models" }).fill("scout");
  await page.keyboard.press("Enter");
  await expect(laneOf(page, 5)).toContainText("Scout");
  await expect(add).toBeFocused();
});

test("a setting changed in one lane reaches those that agree, and says where lanes differ", async ({
  chat,
  page,
  aimock,
}) => {
  aimock.onMessage(/./, { content: "Yes." });
  await chat.compare(models.slice(0, 3));
  const panel = page.getByRole("region", { name: "Settings of this chat" });
  await laneOf(page, 1).getByRole("button", { name: "Settings" }).click();
  await panel.getByRole("textbox", { name: "Temperature" }).fill("0.5");
  await page.keyboard.press("Tab");
  await expect(laneOf(page, 3).getByRole("button", { name: "Settings, 1 set" })).toBeVisible();
  await laneOf(page, 2).getByRole("button", { name: "Settings, 1 set" }).click();
  await panel.getByText("Only this lane").click();
  await panel.getByRole("textbox", { name: "Temperature" }).fill("0.9");
  await page.keyboard.press("Tab");
  await expect(panel.getByText("differs")).toBeVisible();
  await panel.getByText("All lanes that agree").click();
  await laneOf(page, 1).getByRole("button", { name: "Settings, 1 set" }).click();
  await panel.getByRole("textbox", { name: "Temperature" }).fill("0.1");
  await page.keyboard.press("Tab");
  await chat.send("Hello");
  await expect(answersOf(laneOf(page, 3))).toHaveCount(1);
  await chat.settled();
  const sent = aimock.getRequests().map(({ body }) => [body?.model, body?.temperature]);
  expect(Object.fromEntries(sent)).toEqual({
    "llama-3.3-70b-instruct": 0.1,
    "llama-3.3-8b-instruct": 0.9,
    "llama-4-maverick-17b-128e-instruct-fp8": 0.1,
  });
});

test("asking one lane again, or stopping it, leaves the others alone", async ({ chat, page, aimock }) => {
  const words = Array.from({ length: 200 }, (_, index) => `word${index}`).join(" ");
  aimock.onMessage(/long/, { content: words }, { latency: 40, chunkSize: 12 });
  await chat.compare(models.slice(0, 2));
  await chat.send("long");
  await expect(answersOf(laneOf(page, 2))).toContainText("word5");
  await laneOf(page, 1)
    .getByRole("button", { name: /^Stop / })
    .click();
  await expect(laneOf(page, 1)).toContainText("Stopped");
  await chat.settled();
  await expect(answersOf(laneOf(page, 2))).toContainText("word199");
  await answersOf(laneOf(page, 1)).getByRole("button", { name: "Regenerate" }).click();
  await chat.settled();
  await expect(answersOf(laneOf(page, 1))).toContainText("word199");
  await expect(answersOf(laneOf(page, 1))).toContainText("2/2");
  await expect(answersOf(laneOf(page, 2))).not.toContainText("2/2");
  expect(aimock.getRequests()).toHaveLength(3);
});

test.describe("while one lane fails", () => {
  test.use({
    serverEnv: {
      LLAMA_BASE_URL: "AIMOCK",
      LLAMA_API_KEY: "sk-e2e",
      SWITCHYARD_IDLE_TIMEOUT_MS: "1500",
      SWITCHYARD_HEADERS_TIMEOUT_MS: "1500",
    },
  });

  for (const word of ["401", "429", "500", "reset", "stall", "malformed", "eof", "no headers"]) {
    test(`as "${word}" does, the others' answers arrive byte for byte`, async ({ chat, page, aimock }) => {
      const text = `${"Ünïcode — words, 字, 🙂 and a line.\n".repeat(60)}The end.`;
      aimock.onMessage(/./, { content: text }, { latency: 20, chunkSize: 40 });
      await chat.compare([...models.slice(0, 3), "demo/moody"]);
      await chat.send(word);
      await expect(laneOf(page, 1)).toContainText("The end.");
      await chat.settled();
      const { lanes, messages } = await readChat(page);
      const textOf = (index: number) =>
        messages
          .find(({ id }) => id === lanes[index]?.leafId)
          ?.parts.map((part) => (part.type === "text" ? part.text : ""))
          .join("");
      expect([textOf(0), textOf(1), textOf(2)]).toEqual([text, text, text]);
    });
  }
});

test("what was the same and what was not is told from the requests as they were sent", async ({
  chat,
  page,
  aimock,
}) => {
  aimock.onMessage(/./, { content: "Yes." });
  await chat.compare(models.slice(0, 2));
  await chat.send("Hello");
  await chat.settled();
  await expect(page.getByRole("button", { name: "Fair: every lane was sent the same" })).toBeVisible();
  await laneOf(page, 2).getByRole("button", { name: "Settings" }).click();
  const panel = page.getByRole("region", { name: "Settings of this chat" });
  await panel.getByText("Only this lane").click();
  await panel.getByRole("textbox", { name: "Temperature" }).fill("0.9");
  await page.keyboard.press("Escape");
  await chat.send("Again");
  await chat.settled();
  await page.getByRole("button", { name: /^not in all: temperature/ }).click();
  const dialog = page.getByRole("dialog", { name: "As really sent" });
  await expect(dialog.getByText("not sent", { exact: true })).toHaveCount(1);
  await dialog.getByText("2", { exact: true }).click();
  await expect(dialog.getByRole("figure", { name: "Request" })).toContainText('"temperature": 0.9');
  await dialog.getByText("Headers", { exact: true }).click();
  await expect(dialog.getByRole("figure", { name: "Headers" })).toContainText(
    "authorization: Bearer [masked]",
  );
  await dialog.getByText("Response", { exact: true }).click();
  await expect(dialog.getByRole("figure", { name: "Response" })).toContainText('"finish_reason"');
});

test("where answers disagree is lit, and when each lane waited and wrote stands on one axis", async ({
  chat,
  page,
  aimock,
}) => {
  for (const [index, ref] of models.slice(0, 2).entries()) {
    const content = `The capital of Australia is ${index === 0 ? "Canberra, founded in 1913" : "Sydney, founded in 1788"}.`;
    aimock.on({ userMessage: /capital/, model: ref.slice("llama/".length) }, { content });
  }
  await chat.compare(models.slice(0, 2));
  await chat.send("What is the capital of Australia?");
  await chat.settled();
  const strip = page.getByRole("group", { name: "Compare the answers" });
  await strip.getByRole("button", { name: "Differences" }).click();
  const dialog = page.getByRole("dialog", { name: "Compare the answers" });
  const first = dialog.getByRole("article", { name: /^Lane 1/ });
  await expect(first.locator("mark")).toHaveText([/Canberra/, /1913/]);
  await expect(dialog.getByRole("row", { name: "1788 no yes" })).toBeVisible();
  await dialog.getByRole("tab", { name: "Timeline" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await expect(dialog.getByRole("listitem").first()).toContainText(/wait \d/);
});

test("an address with models nobody knows opens the rest, and says which were left out", async ({ page }) => {
  await page.goto("/compare?m=nobody/x&m=demo/writer&m=demo/echo&m=nonsense");
  const notice = page.getByRole("alert").filter({ hasText: "nobody/x" });
  await expect(notice).toContainText("provider that is not set up here");
  await expect(notice).toContainText("“nonsense” is no model");
  await expect(laneOf(page, 2)).toBeVisible();
  await expect(laneOf(page, 3)).toBeHidden();
});

test("the keyboard goes from lane to lane", async ({ page, chat }) => {
  await page.goto("/compare?m=demo/writer&m=demo/echo");
  await expect(chat.composer).toBeFocused();
  await page.getByRole("button", { name: "Options for lane 1" }).focus();
  await page.keyboard.press("]");
  await expect(laneOf(page, 2)).toBeFocused();
  await page.keyboard.press("]");
  await expect(laneOf(page, 1)).toBeFocused();
});

test("by the keyboard alone the focus is never nowhere: lanes come and go, answers are asked for and stopped", async ({
  page,
  chat,
}) => {
  /** Presses Enter on it; then something still has the focus, and all keys go on from there. */
  const enter = async (control: Locator) => {
    await control.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  };
  const choose = async (lane: number, item: string) => {
    await enter(page.getByRole("button", { name: `Options for lane ${lane}` }));
    await enter(page.getByRole("menuitem", { name: item }));
    await expect(page.getByRole("menu")).toBeHidden();
  };
  await page.goto("/compare?m=demo/writer&m=demo/echo&m=demo/json");
  await expect(chat.composer).toBeFocused();
  await choose(1, "Move right");
  await expect(laneOf(page, 2)).toContainText("Writer");
  await choose(3, "Remove");
  await expect(laneOf(page, 3)).toBeHidden();
  await expect(page.locator("[data-lane] *:focus, [data-lane]:focus")).toHaveCount(1);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(laneOf(page, 3)).toBeVisible();

  await page.getByRole("button", { name: "Add a lane" }).press("Enter");
  await expect(page.getByRole("combobox", { name: "Search models" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(laneOf(page, 4)).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a lane" })).toBeFocused();
  await choose(2, "Expand");
  await enter(page.getByRole("button", { name: "Show all lanes" }));
  await expect(laneOf(page, 4)).toBeVisible();
  await expect(page.getByRole("dialog")).toBeHidden();
  await choose(2, "Ask only this lane next");
  await expect(chat.composer).toBeFocused();
  await page.keyboard.type("Tell me");
  await page.keyboard.press("Enter");
  await expect(laneOf(page, 2).getByRole("article", { name: /^Answer/ })).toBeVisible();
  await enter(chat.stopButton);
  await chat.settled();
  await expect(chat.composer).toBeFocused();
  const answer = laneOf(page, 2).getByRole("article", { name: /^Answer/ });
  await enter(answer.getByRole("button", { name: "Regenerate" }));
  await chat.settled();
  await expect(answer.getByText("2/2")).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  await enter(laneOf(page, 2).getByRole("button", { name: "Edit message" }));
  await page.keyboard.press("Escape");
  await expect(laneOf(page, 2).getByRole("button", { name: "Edit message" })).toBeFocused();
});

test.describe("beside a provider with a clock of its own", () => {
  test.use({ serverEnv: { LLAMA_BASE_URL: "MANUAL", LLAMA_API_KEY: "sk-e2e" } });

  test("the times on every lane's strip are the provider's, to 20 ms", async ({ chat, page, upstream }) => {
    const refs = models.slice(0, 3);
    const outputTokens = 101;
    const gaps: number[] = [];
    await chat.compare(refs);
    const passed = (since: number, ms: number) =>
      expect.poll(() => performance.now() - since).toBeGreaterThan(ms);
    // A machine with much else to do only ever adds to what is measured, so the closest of the turns counts.
    test.setTimeout(120_000);
    for (let turn = 0; turn < 32 && !gaps.some((gap) => gap <= 20); turn++) {
      await chat.send(`question ${turn}`);
      const first = turn * refs.length;
      const answers = await Promise.all(refs.map((_ref, lane) => upstream.answer(first + lane)));
      await passed(Math.max(...answers.map(toReceivedAt)), 150);
      for (const answer of answers) answer.say("Yes, certainly.");
      await passed(performance.now(), 250);
      for (const answer of answers) answer.finish({ output: outputTokens });
      await chat.settled();
      const { lanes, messages } = await readChat(page);
      const turnGaps: number[] = [];
      for (const [index, { leafId, model }] of lanes.entries()) {
        const answer = answers.find(({ body }) => model.endsWith(`/${body.model}`));
        const timing = messages.find(({ id }) => id === leafId)?.metadata?.timing;
        const { receivedAt, finishedAt, saidAt } = answer ?? { receivedAt: 0, finishedAt: null, saidAt: [] };
        const { firstTokenMs, durationMs, outputTokensPerSecond, phases } = timing ?? {};
        const known = (value: number | null | undefined) => value ?? Number.NaN;
        const writtenMs = ((outputTokens - 1) / known(outputTokensPerSecond)) * 1000;
        turnGaps.push(
          known(firstTokenMs) - (known(saidAt[0]) - receivedAt),
          known(durationMs) - known(phases?.sentMs) - (known(finishedAt) - receivedAt),
          writtenMs - (known(finishedAt) - known(saidAt[0])),
        );
        const strip = chat.metrics(answersOf(laneOf(page, index + 1)).last());
        await expect(strip).toContainText(`First token ${formatSeconds(known(firstTokenMs))}`);
        // Of an answer that came late, and then at once, there is no rate: such a turn is none that was on time.
        const rate = outputTokensPerSecond ?? null;
        await expect(strip).toContainText(
          rate === null ? "Speed too short to tell" : `Speed ${formatRate(rate)} tok/s`,
        );
        await expect(answersOf(laneOf(page, index + 1)).last()).toContainText(
          formatSeconds(known(durationMs)),
        );
      }
      gaps.push(
        Math.max(...turnGaps.map((gap) => (Number.isNaN(gap) ? Number.POSITIVE_INFINITY : Math.abs(gap)))),
      );
    }
    expect(Math.min(...gaps), `the largest gap of each turn: ${gaps}`).toBeLessThanOrEqual(20);
  });

  test.describe("whose prices are set", () => {
    const prices = { inputUsdPerMTok: 100, outputUsdPerMTok: 1000 };
    const priced = models.slice(0, 2).map((ref) => [ref.slice("llama/".length), prices]);
    test.use({ serverConfig: { providers: { llama: { models: Object.fromEntries(priced) } } } });

    test("each lane's strip shows the tokens its provider reported and what they cost", async ({
      chat,
      page,
      upstream,
    }) => {
      const refs = models.slice(0, 2);
      const usages = [
        { input: 1_234, output: 56, shown: ["Tokens in 1,234", "Tokens out 56", "$0.179", "$179.40"] },
        { input: 20, output: 3, shown: ["Tokens in 20", "Tokens out 3", "$0.005", "$5.00"] },
      ];
      await chat.compare(refs);
      await chat.send("question");
      for (const answer of await Promise.all(refs.map((_ref, index) => upstream.answer(index)))) {
        answer.say("Yes.");
        answer.finish(usages[refs.indexOf(`llama/${answer.body.model}`)]);
      }
      await chat.settled();
      for (const [index, { shown }] of usages.entries()) {
        const strip = chat.metrics(answersOf(laneOf(page, index + 1)));
        await expect(strip).toContainText(
          new RegExp(shown.map((figure) => `${figure.replaceAll(/[$.]/g, "\\$&")}(?![\\d,])`).join("[^]*")),
        );
        await expect(strip).toContainText("estimated");
      }
    });
  });
});
