import { spawn } from "node:child_process";
import { createServer, type Server } from "node:net";
import path from "node:path";
import { expect, test } from "./support/test";

const root = path.resolve(import.meta.dirname, "..");

/** Runs what `npm start` runs, until it ends by itself. */
function start(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["scripts/start.mjs"], {
      cwd: root,
      env: { ...process.env, ...env },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.once("close", (code) => resolve({ code, output }));
  });
}

/** Takes a free port. */
async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { server, port: address.port };
}

test("npm start refuses an address others can reach as long as no password is set, and says how to set one", async () => {
  const { code, output } = await start({ HOST: "0.0.0.0", PORT: "0", SWITCHYARD_PASSWORD: "" });
  expect(code).toBe(1);
  expect(output).toContain("SWITCHYARD_PASSWORD");
});

test("npm start names the variable to set when its port is taken", async () => {
  const { server, port } = await listen();
  const { code, output } = await start({ HOST: "127.0.0.1", PORT: String(port) });
  server.close();
  expect(code).toBe(1);
  expect(output).toContain(`Port ${port} is taken`);
  expect(output).toContain("PORT=");
});
