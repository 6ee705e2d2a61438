import "server-only";
import pino, { type DestinationStream, type Logger } from "pino";
import { getEnv } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";
import { toLoggedError } from "@/lib/server/to-logged-error";
import { createMask, type Mask } from "@/lib/server/wire/mask-secrets";

const paths = ["authorization", "cookie", "set-cookie", "password", "apiKey", "key"];

type Hidden = { values: Set<string>; mask: Mask };
const getHidden = () =>
  singleton<Hidden>("hidden-from-log", () => ({ values: new Set(), mask: createMask([]) }));

/** From now on these values stand as `[masked]` in the log, wherever they turn up. */
export function hideFromLog(values: string[]): void {
  const hidden = getHidden();
  for (const value of values) hidden.values.add(value);
  hidden.mask = createMask([...hidden.values]);
}

/** The process's log: JSON lines on standard output, secrets redacted by name and by value. Bodies are never logged. */
export function getLog(): Logger {
  return singleton("log", () => createLog());
}

export function createLog(destination?: DestinationStream): Logger {
  return pino(
    {
      level: getEnv().SWITCHYARD_LOG_LEVEL,
      serializers: { err: toLoggedError },
      redact: {
        paths: [
          ...paths.map((path) => `["${path}"]`),
          ...paths.map((path) => `*["${path}"]`),
          ...paths.map((path) => `*.headers["${path}"]`),
        ],
      },
      hooks: { streamWrite: (line) => getHidden().mask(line) },
    },
    destination,
  );
}
