import { spawn } from "node:child_process";

/** Prints a line that says what is happening. */
export function say(text) {
  process.stdout.write(`\n\u001b[1m▸ ${text}\u001b[0m\n`);
}

/** Ends the process with a reason and what to do. */
export function giveUp(text) {
  process.stderr.write(`\n\u001b[31m✗ ${text}\u001b[0m\n\n`);
  process.exit(1);
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** npm passes a signal to its shell only, which dies of it and tells nobody: then our parent is another. */
function watchParent(onGone) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  return setInterval(() => process.ppid !== parent && onGone(), 500).unref();
}

/**
 * Runs a command with this terminal. Resolves with its exit code; signals are passed on, and the command ends before we
 * do. With `capture`, what it prints is shown and returned too; with `show`, what that function makes of it is shown.
 */
export function run(command, args, { env, capture = false, show } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["inherit", capture || show !== undefined ? "pipe" : "inherit", capture ? "pipe" : "inherit"],
      env: { ...process.env, ...env },
      shell: process.platform === "win32",
    });
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      if (capture) output += text;
      process.stdout.write(show === undefined ? text : show(text));
    });
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      output += text;
      process.stderr.write(text);
    });
    const forward = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, forward);
    const orphanWatch = watchParent(() => forward("SIGTERM"));
    const settle = (code) => {
      for (const signal of signals) process.off(signal, forward);
      clearInterval(orphanWatch);
      resolve({ code, output });
    };
    child.on("error", (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      settle(1);
    });
    child.on("close", (code, signal) => settle(code ?? (signal === null ? 1 : 128)));
  });
}
