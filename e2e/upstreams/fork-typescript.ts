import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { serverNodeOptions } from "@/scripts/server-node-options.mjs";

/** A script of the engine in a process of its own, which tells when it is ready. */
export type ForkedScript = {
  /** Sends a message and resolves with the next one that comes back. */
  ask: <Answer>(message: object) => Promise<Answer>;
  end: () => void;
};

/** Starts a script of `e2e/upstreams`, with a garbage collector that can be called. */
export async function forkTypescript(
  script: string,
  env: Record<string, string> = {},
): Promise<ForkedScript> {
  const folder = path.resolve("e2e/upstreams");
  const child = fork(path.join(folder, script), {
    execArgv: [...serverNodeOptions, "--expose-gc", "--import", path.join(folder, "run-typescript.mjs")],
    env: { ...process.env, ...env },
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`${script} ended with code ${code}.`);
  });
  // It may end when nobody waits for a message: then nobody needs to hear of it.
  ended.catch(() => {});
  const hear = async () => (await Promise.race([once(child, "message"), ended]))[0];
  await hear();
  return {
    ask: async (message) => {
      const answer = hear();
      child.send(message);
      return answer;
    },
    end: () => child.kill(),
  };
}
