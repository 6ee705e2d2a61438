import "server-only";
import { isLoopbackAddress } from "./hosts";

/** The address given to `next start` or `next dev` with `-H`/`--hostname`; of several the last, as Next takes it. null when none was. */
export function readHostArgument(argv: string[]): string | null {
  let host: string | null = null;
  for (const [index, argument] of argv.entries()) {
    const joined = /^(?:-H|--hostname=)(.+)$/.exec(argument)?.[1];
    if (argument === "-H" || argument === "--hostname") host = argv[index + 1] ?? null;
    else if (joined !== undefined) host = joined;
  }
  return host;
}

/** Why the server must not listen on `host`, and what to do; null when it may. */
export function explainUnsafeBind(options: { host: string | null; hasPassword: boolean }): string | null {
  const { host, hasPassword } = options;
  if (hasPassword || (host !== null && isLoopbackAddress(host))) return null;
  const where = host === null ? "every address of this machine" : host;
  return [
    `Refusing to listen on ${where} without a password: anybody who can reach it could use your keys and read your chats.`,
    "Either start with `npm start` (it listens on 127.0.0.1) or set SWITCHYARD_PASSWORD to a password of 8 or more characters.",
    "To choose the password in the browser instead, set SWITCHYARD_SETUP=on: the log then shows a one-time token for it.",
  ].join("\n");
}
