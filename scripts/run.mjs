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

/**
 * Runs a command with this terminal. Resolves with its exit code; SIGINT and SIGTERM are passed on, and the command
 * ends before we do. With `capture`, what it prints is shown and returned too.
 */
export function run(command, args, { env, capture = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: capture ? ["inherit", "pipe", "inherit"] : "inherit",
      env: { ...process.env, ...env },
      shell: process.platform === "win32",
    });
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    const forward = (signal) => child.kill(signal);
    process.on("SIGINT", forward);
    process.on("SIGTERM", forward);
    const settle = (code) => {
      process.off("SIGINT", forward);
      process.off("SIGTERM", forward);
      resolve({ code, output });
    };
    child.on("error", (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      settle(1);
    });
    child.on("close", (code, signal) => settle(code ?? (signal === null ? 1 : 128)));
  });
}
