import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { builtInProviders } from "@/lib/providers/built-in-providers";
import { configSchema } from "@/lib/providers/config-schema";

const readme = readFileSync("README.md", "utf8");

describe("the README", () => {
  it("shows a configuration file that works", () => {
    const example = /```json\n(.*?)```/s.exec(readme)?.[1] ?? "";
    expect(Object.keys(configSchema.parse(JSON.parse(example)).providers)).toEqual(["acme", "wandb"]);
  });

  it("shows routes and MCP servers that work", () => {
    const examples = [...readme.matchAll(/```json\n(.*?)```/gs)].map((match) => JSON.parse(match[1] ?? ""));
    const [servers, routes] = examples.slice(1).map((example) => configSchema.parse(example));
    expect(Object.keys(servers?.mcpServers ?? {})).toEqual(["files", "tickets"]);
    expect(Object.keys(routes?.routes ?? {})).toEqual(["support"]);
  });

  it("names every local server with the command that starts it", () => {
    const local = builtInProviders.filter(({ kind }) => kind === "local");
    expect(local).toHaveLength(4);
    for (const { name, startCommand } of local)
      expect(readme).toContain(`| ${name.padEnd(9)} | \`${startCommand}\``);
  });

  it("names commands that exist", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? "");
    expect(named.length).toBeGreaterThan(3);
    for (const name of named) expect(scripts).toHaveProperty([name]);
  });
});
