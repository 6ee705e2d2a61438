import { expect, it } from "vitest";
import { readLaneCode } from "@/lib/lane-code/read-lane-code";

async function only(text: string) {
  const { candidates } = await readLaneCode(text);
  expect(candidates).toHaveLength(1);
  return candidates[0];
}

it.each([
  '[{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello!"}]',
  "[\n  { role: 'system', content: 'Be brief.' },\n  { role: 'user', content: 'Hello!' },\n]",
])("reads a list of messages alone: %s", async (text) => {
  expect(await only(text)).toMatchObject({
    settings: { instructions: "Be brief." },
    draft: { text: "Hello!" },
  });
});

it("asks for no choice among tools that stay in the program", async () => {
  const lane = await only(`import { streamText } from "ai"; import { groq } from "@ai-sdk/groq";
streamText({ model: groq("m"), prompt: "Hello!", tools: { weather: tool({}) }, toolChoice: "required" });`);
  expect(lane?.settings).toEqual({ stream: true });
  expect(lane?.warnings).toEqual(["Not taken over: tools, toolChoice."]);
});

it("keeps the question of a text that Python's % fills", async () => {
  const lane = await only(`from openai import OpenAI
OpenAI().chat.completions.create(model="m", messages=[{"role": "user", "content": "Is %s 100%% of %(name)s?" % values}])`);
  expect(lane?.draft?.text).toBe("Is {{value}} 100% of {{name}}?");
});

it("names no name where there is none", async () => {
  const lane = await only(`from openai import OpenAI
OpenAI().chat.completions.create(model="m", messages=[{"role": "user", "content": "Hello!"}, answer.choices[0].message])`);
  expect(lane?.warnings).toEqual(["messages[1] on line 2 is an expression: left out."]);
});

it("says that the Responses API is not read, in JavaScript too", async () => {
  const text = `import OpenAI from "openai"; const client = new OpenAI();
await client.responses.create({ model: "m", input: "Hello!" });`;
  await expect(only(text)).rejects.toThrow("This asks the Responses API");
});
