import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = process.cwd();
const biome = path.join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
let tree = "";

/** Lints one file of an otherwise empty repository that has this one's rules. */
function lint(file: string, source: string): { isClean: boolean; words: string } {
  const target = path.join(tree, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, source);
  const { status, stdout, stderr } = spawnSync(process.execPath, [biome, "check", "--colors=off", file], {
    cwd: tree,
    encoding: "utf8",
  });
  rmSync(target);
  return { isClean: status === 0, words: `${stdout}\n${stderr}`.replaceAll(/\s+/g, " ") };
}

const importOf = (specifier: string) =>
  `import { thing } from "${specifier}";\n\nexport const other = thing;\n`;

beforeAll(() => {
  tree = mkdtempSync(path.join(tmpdir(), "switchyard-lint-"));
  for (const file of ["biome.json", ".gitignore"]) cpSync(path.join(root, file), path.join(tree, file));
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

const against = "Against the direction of the rooms";

describe("an import against the directions fails the linter, which says why", () => {
  it.each([
    ["lib/planted.ts", "@/lib/server/env", "Only app and lib/server import lib/server"],
    ["lib/planted.ts", "@/components/icons/icon", "Only app and components import components"],
    ["lib/planted.ts", "@/app/layout", "Nothing imports app"],
    ["lib/planted.ts", "react", "lib is the language"],
    ["lib/planted.ts", "next/headers", "lib is the language"],
    ["lib/planted.ts", "node:fs", "lib is the language"],
    ["lib/chats/planted.ts", "../id", "Write imports between folders as @/"],
    ["components/chat/planted.tsx", "@/lib/server/env", "Only app and lib/server import lib/server"],
    ["components/chat/planted.tsx", "@/app/layout", "Nothing imports app"],
    ["components/chat/planted.tsx", "node:fs", "Components run in the browser"],
    ["lib/server/runs/planted.ts", "@/components/icons/icon", "Only app and components import components"],
    ["lib/server/runs/planted.ts", "react", "The engine knows no screen"],
    ["lib/server/runs/planted.ts", "@/app/layout", "Nothing imports app"],
    ["lib/server/runs/planted.ts", "@/lib/server/chats/message-store", against],
    ["lib/server/providers/planted.ts", "@/lib/server/runs/start-run", against],
    ["lib/server/providers/planted.ts", "@/lib/server/tools/offer-tools", against],
    ["lib/server/tools/planted.ts", "@/lib/server/runs/start-run", against],
    ["lib/server/wire/planted.ts", "@/lib/server/providers/get-providers", against],
    ["lib/server/wire/planted.ts", "@/lib/server/env", "This room takes what it needs as arguments"],
    ["lib/server/demo/planted.ts", "@/lib/server/wire/create-wire-fetch", against],
    ["lib/server/catalogue/planted.ts", "@/lib/server/providers/get-providers", against],
    ["lib/server/db/planted.ts", "@/lib/server/catalogue/local-servers", against],
    ["lib/server/access/planted.ts", "@/lib/server/chats/chat-store", against],
  ])("%s importing %s", (file, specifier, reason) => {
    const { isClean, words } = lint(file, importOf(specifier));
    expect(isClean).toBe(false);
    expect(words).toContain(reason);
  });

  it.each([
    ["lib/server/chats/planted.ts", "streamText", "ai", "Models are called in lib/server/runs only"],
    [
      "lib/server/runs/planted.ts",
      "createOpenAICompatible",
      "@ai-sdk/openai-compatible",
      "Models are made in lib/server/providers only",
    ],
  ])("%s using %s", (file, name, specifier, reason) => {
    const source = `import { ${name} } from "${specifier}";\n\nexport const other = ${name};\n`;
    const { isClean, words } = lint(file, source);
    expect(isClean).toBe(false);
    expect(words).toContain(reason);
  });
});

describe("an import along the directions passes", () => {
  it.each([
    ["app/planted.tsx", "@/components/icons/icon"],
    ["app/planted.tsx", "@/lib/server/env"],
    ["components/chat/planted.tsx", "@/lib/id"],
    ["lib/server/chats/planted.ts", "@/lib/server/runs/start-run"],
    ["lib/server/runs/planted.ts", "@/lib/server/wire/create-wire-fetch"],
    ["lib/server/runs/planted.ts", "@/lib/server/tools/offer-tools"],
    ["lib/server/tools/planted.ts", "@/lib/server/providers/get-catalogue"],
    ["lib/server/providers/planted.ts", "@/lib/server/demo/create-demo-fetch"],
    ["lib/chats/planted.ts", "./message-tree"],
  ])("%s importing %s", (file, specifier) => {
    expect(lint(file, importOf(specifier))).toMatchObject({ isClean: true });
  });
});

describe("reading process.env", () => {
  const source = "export const key = process.env.LLAMA_API_KEY;\n";

  it.each(["lib/server/runs/planted.ts", "lib/planted.ts", "app/planted.tsx", "components/chat/planted.tsx"])(
    "fails in %s",
    (file) => {
      const { isClean, words } = lint(file, source);
      expect(isClean).toBe(false);
      expect(words).toContain("noProcessEnv");
    },
  );

  it("passes in lib/server/env.ts, the one place for it", () => {
    expect(lint("lib/server/env.ts", source)).toMatchObject({ isClean: true });
  });
});
