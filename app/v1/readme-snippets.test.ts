import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestGateway, type TestGateway } from "@/app/api/test-gateway";
import { type LlamaEmulator, llamaEmulatorKey, startLlamaEmulator } from "@/e2e/upstreams/llama-emulator";

const run = promisify(execFile);
const section =
  readFileSync("README.md", "utf8").split("## Use it from other programs")[1]?.split("\n## ")[0] ?? "";
/** The README's code in one language, asking the gateway of the test. */
const snippet = (language: string) =>
  (new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(section)?.[1] ?? "").replaceAll(
    "http://localhost:3000/v1",
    gateway.baseUrl,
  );

let llama: LlamaEmulator;
let gateway: TestGateway;
let token: string;
// Inside the project, where its packages are found.
const folder = mkdtempSync(path.join(process.cwd(), "node_modules", ".readme-"));

beforeAll(async () => {
  llama = await startLlamaEmulator();
  gateway = await startTestGateway({
    settings: { LLAMA_BASE_URL: llama.baseUrl, LLAMA_API_KEY: llamaEmulatorKey },
  });
  const made = await gateway.send("POST", "/api/tokens", { body: { name: "README" } });
  ({ token } = await made.json());
});
afterAll(async () => {
  await gateway.close();
  await llama.close();
  rmSync(folder, { recursive: true });
});

async function runNode(name: string, code: string): Promise<string> {
  const file = path.join(folder, name);
  writeFileSync(file, code);
  const env = {
    ...process.env,
    SWITCHYARD_TOKEN: token,
    MASTRA_TELEMETRY_DISABLED: "1",
    LLAMA_BASE_URL: gateway.baseUrl,
    LLAMA_API_KEY: token,
  };
  return (await run(process.execPath, [file], { env })).stdout;
}

describe("the README's section for other programs works as it stands", () => {
  it("with curl", async () => {
    const { stdout } = await run("sh", ["-c", snippet("sh")], {
      env: { ...process.env, SWITCHYARD_TOKEN: token },
    });
    expect(JSON.parse(stdout).choices[0].message.content).toContain("Hello");
  });

  it("with the openai package", async () => {
    expect(await runNode("openai.mjs", snippet("js"))).toContain("Hello");
  });

  it("with Mastra, whose model string stays as it was", async () => {
    expect(await runNode("mastra.mjs", snippet("ts"))).toMatch(/\w/);
    expect(llama.bodies().at(-1)?.model).toBe("llama-3.3-70b-instruct");
  });

  it("with Haystack's generator: its address and model are what it sends", async () => {
    const python = snippet("python");
    const model = /model="([^"]+)"/.exec(python)?.[1];
    const address = /api_base_url="([^"]+)"/.exec(python)?.[1];
    // As Haystack's component sends it: `n`, and no key of ours but the variable's.
    const response = await fetch(`${address}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ model, messages: [{ role: "user", content: "Hello" }], stream: false, n: 1 }),
    });
    expect((await response.json()).choices[0].message.content).toMatch(/\w/);
    expect(llama.bodies().at(-1)?.model).toBe("Llama-4-Scout-17B-16E-Instruct-FP8");
  });

  it("stands in the ledger under the token", async () => {
    const rows = await gateway.readLedger();
    // One that had to be tried again stands there twice.
    expect(rows.length).toBeGreaterThanOrEqual(4);
    expect(rows.every(({ token_id, outcome }) => token_id !== null && outcome === "complete")).toBe(true);
  });
});
