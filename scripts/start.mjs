// `npm start`: installs what is missing, builds if the sources changed, serves.
import { createServer } from "node:net";
import { createAnnouncer } from "./announce.mjs";
import { build } from "./build.mjs";
import { compileCache } from "./compile-cache.mjs";
import { prepare, runTool } from "./prepare.mjs";
import { readSetting } from "./read-setting.mjs";
import { giveUp } from "./run.mjs";
import { serverNodeOptions } from "./server-node-options.mjs";

const isLoopback = (host) => ["localhost", "::1", "[::1]"].includes(host) || /^127(\.\d{1,3}){3}$/.test(host);

function canListen(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(error.code));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

const host = readSetting("HOST") ?? "127.0.0.1";
const port = Number(readSetting("PORT") ?? 3000);
if (!Number.isInteger(port) || port < 0 || port > 65535) giveUp("PORT must be a number from 0 to 65535.");
if (!isLoopback(host) && !readSetting("SWITCHYARD_PASSWORD") && readSetting("SWITCHYARD_SETUP") !== "on") {
  giveUp(
    `Refusing to listen on ${host} without a password: anybody who can reach it could use your keys and read your chats.\n` +
      "  Set SWITCHYARD_PASSWORD to a password of 8 or more characters, or leave HOST unset to listen on this machine only.\n" +
      "  To choose the password in the browser instead, set SWITCHYARD_SETUP=on: the log then shows a one-time token for it.",
  );
}
const password = readSetting("SWITCHYARD_PASSWORD");
if (password !== undefined && password.length < 8)
  giveUp("SWITCHYARD_PASSWORD must have at least 8 characters.");
const problem = await canListen(host, port);
if (problem === "EADDRINUSE") {
  giveUp(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`);
}
if (problem !== null) giveUp(`Cannot listen on ${host}:${port} (${problem}). Check HOST and PORT.`);

const env = await prepare();
await build(env);
const address = readSetting("PUBLIC_URL") ?? `http://${isLoopback(host) ? "localhost" : host}:${port}`;
// What the operator says comes last, and wins.
const nodeOptions = [...serverNodeOptions, process.env.NODE_OPTIONS ?? ""].join(" ").trim();
const { code } = await runTool(env, "next", ["start", "-H", host, "-p", String(port)], {
  env: { ...compileCache, HOST: host, PORT: String(port), NODE_OPTIONS: nodeOptions },
  show: createAnnouncer(`\n\u001b[1m▸ Switchyard is at ${address}\u001b[0m  (Ctrl+C stops it)\n\n`),
});
process.exit(code);
