import { expect, type Locator, type Page } from "@playwright/test";

/** The chat's screen as a user knows it: by its names and roles. */
export class ChatPage {
  readonly page: Page;
  readonly composer: Locator;
  readonly sendButton: Locator;
  readonly stopButton: Locator;
  readonly modelButton: Locator;
  readonly answers: Locator;
  readonly questions: Locator;

  constructor(page: Page) {
    this.page = page;
    this.composer = page.getByRole("textbox", { name: "Message", exact: true });
    this.sendButton = page.getByRole("button", { name: "Send", exact: true });
    this.stopButton = page.getByRole("button", { name: "Stop", exact: true });
    this.modelButton = page.getByRole("button", { name: /^Model:/ });
    this.answers = page.getByRole("article", { name: /^Answer from/ });
    this.questions = page.getByRole("article", { name: "You" });
  }

  /** Opens a new chat with this model. */
  async open(model?: string): Promise<void> {
    await this.page.goto(model === undefined ? "/" : `/?model=${encodeURIComponent(model)}`);
    await expect(this.composer).toBeFocused();
  }

  /** Opens a new comparison of these models. A key pressed before the composer has the focus would be lost. */
  async compare(refs: readonly string[]): Promise<void> {
    await this.page.goto(`/compare?${refs.map((ref) => `m=${ref}`).join("&")}`);
    await expect(this.composer).toBeFocused();
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** Opens the list of models, searches and takes the best match. */
  async chooseModel(search: string): Promise<void> {
    await this.modelButton.click();
    const dialog = this.page.getByRole("dialog", { name: "Choose a model" });
    await dialog.getByRole("combobox", { name: "Search models" }).fill(search);
    await expect(dialog.getByRole("option").first()).toBeVisible();
    await dialog.getByRole("option").first().click();
    await expect(dialog).toBeHidden();
  }

  get lastAnswer(): Locator {
    return this.answers.last();
  }

  errorCard(answer = this.lastAnswer): Locator {
    return answer.getByRole("group", { name: "Error" });
  }

  metrics(answer = this.lastAnswer): Locator {
    return answer.getByRole("group", { name: "Metrics" });
  }

  /** Waits until nothing is being written. */
  async settled(): Promise<void> {
    await expect(this.stopButton).toBeHidden({ timeout: 30_000 });
  }
}
