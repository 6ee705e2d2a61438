import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import type { JsonValue } from "@/lib/json-value";
import { exportGenerator, exportPipeline } from "./export-generator";
import { createGenerator, type InitParameters } from "./meta-llama-generator";
import { toPythonLiteral } from "./python-literal";
import { toHaystackPython } from "./to-haystack-python";
import { toHaystackYaml } from "./to-haystack-yaml";

function python(script: string, input: string): string {
  const { status, stdout, stderr } = spawnSync("python3", ["-c", script], { input, encoding: "utf8" });
  if (status !== 0) throw new Error(`Python says: ${stderr}\n${input}`);
  return stdout;
}

/** Fails unless Python can parse it. */
function requirePython(code: string): string {
  python("import ast,sys; sys.stdin.reconfigure(encoding='utf-8'); ast.parse(sys.stdin.read())", code);
  return code;
}

const readLiteral =
  "import ast,json,sys; sys.stdin.reconfigure(encoding='utf-8'); print(json.dumps(ast.literal_eval(sys.stdin.read())))";

const codeWith = (init: Partial<InitParameters>, rest: { prompt?: string; instructions?: string } = {}) =>
  requirePython(toHaystackPython({ generator: createGenerator(init), ...rest }));

it("Haystack 8: the code imports the class from where it really is", () => {
  const code = codeWith({});
  expect(code).toContain(
    "from haystack_integrations.components.generators.meta_llama import MetaLlamaChatGenerator",
  );
  expect(code).toContain('api_key=Secret.from_env_var("LLAMA_API_KEY")');
  expect(code).toContain('model="Llama-4-Scout-17B-16E-Instruct-FP8"');
  expect(code).not.toContain("generation_kwargs");
});

it("Haystack 8: it says that the package was archived on 2026-07-07", () => {
  expect(codeWith({})).toMatch(/^# .*archived on 2026-07-07/m);
});

it("Haystack 8: what differs from the defaults is written as Python", () => {
  const code = codeWith(
    {
      api_key: { type: "env_var", env_vars: ["A_KEY", "B_KEY"], strict: false },
      api_base_url: "http://127.0.0.1:8000/v1",
      generation_kwargs: { top_p: 0.7, stream: true, a: false, b: null },
      timeout: 30,
      max_retries: 5,
      streaming_callback: "haystack.components.generators.utils.print_streaming_chunk",
    },
    { prompt: 'Say "hi"\n', instructions: "Be brief" },
  );
  for (const words of [
    'Secret.from_env_var(["A_KEY", "B_KEY"], strict=False)',
    'api_base_url="http://127.0.0.1:8000/v1"',
    'generation_kwargs={"top_p": 0.7, "stream": True, "a": False, "b": None}',
    "timeout=30",
    "max_retries=5",
    "import haystack.components.generators.utils",
    "streaming_callback=haystack.components.generators.utils.print_streaming_chunk",
    'ChatMessage.from_system("Be brief")',
    'ChatMessage.from_user("Say \\"hi\\"\\n")',
  ]) {
    expect(code).toContain(words);
  }
});

it("Haystack 8: tools are written as code where Python has their function", () => {
  const parameters = { type: "object", properties: { city: { type: "string" } } };
  const weather = {
    type: "haystack.tools.tool.Tool",
    data: { name: "weather", description: "tells the weather", parameters, function: "my_tools.weather" },
  };
  const toolset = { type: "haystack.tools.toolset.Toolset", data: { tools: [weather] } };
  const code = codeWith({ tools: [weather, toolset] });
  expect(code).toContain("function=my_tools.weather");
  expect(code).toContain("Toolset([Tool(");
  const remote = codeWith({ tools: [weather, { type: "x.MCPToolset", data: { url: "u" } }] });
  expect(remote).toContain("# Its tools can be made in Python only");
  expect(remote).not.toContain("tools=");
});

it.each<[string, JsonValue]>([
  ["constants", [null, true, false, 0, -1, 0.1, 1e21, 1e-7, {}, []]],
  ["quotes and escapes", { "a\"b'c\\": "line\r\nend\t\u0000\u007f" }],
  ["unicode", ["🦙", "Zoë", "\u2028\u2029\u200b\u202e\ufeff", "日本語"]],
  ["words of Python", { None: "None", True: "True", "#": "# no comment", "'''": '"""' }],
  ["nesting", { a: { b: [{ c: [[["x".repeat(80)]]] }] } }],
])("Haystack 8: Python reads the literal as the value that was meant (%s)", (_, value) => {
  expect(JSON.parse(python(readLiteral, toPythonLiteral(value)))).toEqual(value);
});

it("Haystack 8: a lone surrogate is escaped", () => {
  expect(requirePython(toPythonLiteral("\ud800"))).toBe('"\\ud800"');
});

it("Haystack 8: a model, prompt or kwarg that looks like code stays a text", () => {
  const evil = `"); import os; os.system("id")\n# `;
  const code = codeWith(
    { model: evil, generation_kwargs: { [evil]: evil }, api_base_url: evil },
    { prompt: evil, instructions: evil },
  );
  const names =
    "import ast,sys; print([n.names[0].name for n in ast.walk(ast.parse(sys.stdin.read())) if isinstance(n, ast.Import)])";
  expect(python(names, code).trim()).toBe("[]");
});

it("Haystack 8: a parameter of another version is written only under a name Python can have", () => {
  const parameters = { ...createGenerator().init_parameters, tools_strict: true, "x=1; import os": 1 };
  const code = requirePython(
    toHaystackPython({ generator: { ...createGenerator(), init_parameters: parameters } }),
  );
  expect(code).toContain("tools_strict=True");
  expect(code).not.toContain("import os");
});

it("Haystack 8: a key is never written", () => {
  const generator = createGenerator({ generation_kwargs: { api_key: "abc-secret" } });
  expect(() => toHaystackPython({ generator })).toThrow("raw key");
});

it("Haystack 6: Python's own YAML reader, where there is one, reads exactly what was written", () => {
  const kwargs = {
    n: 1,
    yes: "yes",
    y: "y",
    on: "on",
    date: "2026-07-06",
    time: "12:30:45",
    exponent: "1e5",
    tiny: 1e-7,
    huge: 1e21,
    octal: "012",
    hex: "0x1f",
    underscore: "1_000",
    empty: "",
    tilde: "~",
    merge: "<<",
    equals: "=",
    text: "a\r\n\n b\t",
    hash: "# no",
    emoji: "🦙\u2028",
    "odd\u2029key": "\u0000\u007f\u0085\ufeff\ud800\u001b[0m",
    "\u0007": 1,
    list: [[], {}, null, true],
    "key: odd": "- x",
    dash: "-",
    star: "*a",
    bang: "!x",
    pipe: "|",
    at: "@x",
    tick: "`x",
  };
  const written = exportPipeline({ generator: createGenerator({ generation_kwargs: kwargs }) });
  const script = `
import json, sys
sys.stdin.reconfigure(encoding='utf-8')
text = sys.stdin.read()
try:
    import yaml
except ImportError:
    print("absent")
else:
    print(json.dumps(yaml.safe_load(text)))
`;
  const said = python(script, toHaystackYaml(written)).trim();
  const expected: unknown = said === "absent" ? "absent" : written;
  expect(said === "absent" ? said : JSON.parse(said)).toEqual(expected);
});

it("Haystack 6: the export holds the variable's name and no value", () => {
  expect(JSON.stringify(exportGenerator(createGenerator()))).toContain('"env_vars":["LLAMA_API_KEY"]');
});
