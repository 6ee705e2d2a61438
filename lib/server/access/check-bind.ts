import "server-only";
import { isLoopbackAddress } from "./hosts";

/** The address given to `next start` or `next dev` with `-H`/`--hostname`; null when none was. */
export function readHostArgument(argv: string[]): string | null {
  for (const [index, argument] of argv.entries()) {
    if (argument === "-H" || argument === "--hostname") return argv[index + 1] ?? null;
    const joined = /^(?:-H|--hostname=)(.+)$/.exec(argument);
    if (joined?.[1] !== undefined) return joined[1];
  }
  return null;
}

/** Why the server must not listen on `host`, and what to do; null when it may. */
export function explainUnsafeBind(options: { host: string | null; hasPassword: boolean }): string | null {
  const { host, hasPassword } = options;
  if (hasPassword || (host !== null && isLoopbackAddress(host))) return null;
  const where = host === null ? "every address of this machine" : host;
  return [
    `Refusing to listen on ${where} without a password: anybody who can reach it could use your keys and read your chats.`,
    "Either start with `npm start` (it listens on 127.0.0.1) or set SWITCHYARD_PASSWORD to a password of 8 or more characters.",
  ].join("\n");
}
