import { expect, it } from "vitest";
import { readLaneCode } from "@/lib/lane-code/read-lane-code";

const client = 'import OpenAI from "openai";\nconst client = new OpenAI();\n';
const ask = "await client.chat.completions.create({ model, messages });\n";

async function read(text: string) {
  const { candidates } = await readLaneCode(client + text);
  return candidates;
}

it("reads what is pushed to the messages before the call, and nothing that is pushed after it", async () => {
  const [first, second] = await read(`const model = "gpt-5.4";
const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "system", content: "Be brief." }];
messages.push({ role: "user", content: \`Hello \${name}!\` });
const answer = ${ask}messages.push({ role: "assistant", content: "Hi." }, { role: "user", content: "More." });
${ask}`);
  expect(first).toMatchObject({
    settings: { instructions: "Be brief." },
    draft: { text: "Hello {{name}}!" },
  });
  expect(first?.history).toEqual([]);
  expect(second?.history).toHaveLength(2);
  expect(second?.draft?.text).toBe("More.");
});

it("tells of what is pushed in a loop or under a condition", async () => {
  const [lane] = await read(`const model = "gpt-5.4"; const messages = [{ role: "user", content: "Hello!" }];
for (const one of history) messages.push({ role: "user", content: one });
${ask}`);
  expect(lane?.draft?.text).toBe("Hello!");
  expect(lane?.warnings).toContain("messages[1] on line 4 is an expression: left out.");
});

it("reads within one function what is pushed there", async () => {
  const [lane] = await read(`async function run(question) {
  const model = "gpt-5.4"; const messages = [];
  messages.push({ role: "user", content: question });
  ${ask}}`);
  expect(lane?.draft?.text).toBe("{{question}}");
});

it("takes what a variable was last given, and no value that it has no more", async () => {
  const [set, unread] =
    await read(`let model = "gpt-4o"; const messages = [{ role: "user", content: "Hello!" }];
model = "gpt-5.4";
${ask}if (cheap) model = "gpt-5.4-mini";
${ask}`);
  expect(set?.model).toBe("openai/gpt-5.4");
  expect(unread?.model).toBeNull();
});

it("reads a list that is spread into the messages", async () => {
  const [lane] =
    await read(`const model = "gpt-5.4"; const first = [{ role: "system", content: "Be brief." }];
const messages = [...first, { role: "user", content: "Hello!" }];
${ask}`);
  expect(lane?.settings.instructions).toBe("Be brief.");
  expect(lane?.warnings).toEqual([]);
});
