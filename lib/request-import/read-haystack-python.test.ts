import { describe, expect, it } from "vitest";
import { readLaneCode } from "@/lib/lane-code/read-lane-code";

const type =
  "haystack_integrations.components.generators.meta_llama.chat.chat_generator.MetaLlamaChatGenerator";

describe("a program with MetaLlamaChatGenerator", () => {
  it("is known without its imports", async () => {
    const { form, candidates } = await readLaneCode(`pipe = Pipeline()
pipe.add_component("llm", MetaLlamaChatGenerator(model="m"))
pipe.run({"llm": {"messages": [ChatMessage.from_user("Hello!")]}})`);
    expect(form).toBe("Haystack, Python");
    expect(candidates[0]).toMatchObject({ model: "llama/m", draft: { text: "Hello!" }, warnings: [] });
  });

  it("gives each generator what is run on it, and tells of messages that the program makes", async () => {
    const { candidates } = await readLaneCode(`a = MetaLlamaChatGenerator(model="A")
b = MetaLlamaChatGenerator(model="B")
c = MetaLlamaChatGenerator(model="C")
last = ask()
a.run([ChatMessage.from_user("one")])
b.run([ChatMessage.from_system("two"), last])`);
    expect(candidates.map(({ draft, settings }) => draft?.text ?? settings.instructions)).toEqual([
      "one",
      "two",
      undefined,
    ]);
    expect(candidates[1]?.warnings).toEqual(["A message on line 4 is made by the program: left out."]);
  });

  it("takes the system prompt and the tools of an Agent around it", async () => {
    const { candidates } = await readLaneCode(`from haystack.components.agents import Agent
llm = MetaLlamaChatGenerator()
agent = Agent(chat_generator=llm, system_prompt="Be brief.", tools=[Tool(name="w", description="d", parameters={"type": "object"}, function=f)])
agent.run(messages=[ChatMessage.from_user("Hello!")])`);
    expect(candidates[0]).toMatchObject({
      settings: { instructions: "Be brief.", tools: [{ name: "w" }] },
      draft: { text: "Hello!" },
    });
  });

  it("tells that a builder's template is left out", async () => {
    const { candidates } = await readLaneCode(
      'b = ChatPromptBuilder(template=[ChatMessage.from_user("Hi {{ name }}")])\nllm = MetaLlamaChatGenerator()',
    );
    expect(candidates[0]?.warnings).toEqual([
      "The template of ChatPromptBuilder on line 1 is not taken over.",
    ]);
  });
});

describe("a generator's dictionary as Python shows it", () => {
  it("is read like its JSON", async () => {
    const { form, candidates } = await readLaneCode(
      `{'type': '${type}', 'init_parameters': {'model': 'm', 'streaming_callback': None, 'generation_kwargs': {'stop': ['it\\'s\\n', "a'b"], 'safe_prompt': True}, 'api_key': {'type': 'env_var', 'env_vars': ['LLAMA_API_KEY'], 'strict': True}}}`,
    );
    expect(form).toBe("Haystack, Python");
    expect(candidates[0]).toMatchObject({
      model: "llama/m",
      settings: { stopSequences: ["it's\n", "a'b"], body: { safe_prompt: true } },
    });
  });

  it("holds no key and nothing that would have to be run", async () => {
    const read = (parameters: string) =>
      readLaneCode(`{'type': '${type}', 'init_parameters': {${parameters}}}`);
    const key = "'api_key': {'type': 'token', 'token': 'LLM|canary0123456789'}";
    await expect(read(key)).rejects.toThrow("must name an environment variable");
    await expect(read("'model': print(1)")).rejects.toThrow("no Python dictionary of plain values");
  });
});

it("a pipeline's other components are told", async () => {
  const { candidates } = await readLaneCode(`components:
  llm: { type: ${type}, init_parameters: { model: m } }
  prompt_builder: { type: haystack.components.builders.chat_prompt_builder.ChatPromptBuilder, init_parameters: {} }
connections: []`);
  expect(candidates[0]?.warnings).toEqual([
    "The pipeline's other components are not taken over: prompt_builder.",
  ]);
});
