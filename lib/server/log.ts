import "server-only";
import pino, { type Logger } from "pino";
import { getEnv } from "@/lib/server/env";
import { singleton } from "@/lib/server/singleton";

const paths = ["authorization", "cookie", "set-cookie", "password", "apiKey", "key"];

/** The process's log: JSON lines on standard output, secrets redacted. Bodies are never logged. */
export function getLog(): Logger {
  return singleton("log", () =>
    pino({
      level: getEnv().SWITCHYARD_LOG_LEVEL,
      redact: {
        paths: [
          ...paths,
          ...paths.map((path) => `*["${path}"]`),
          ...paths.map((path) => `*.headers["${path}"]`),
        ],
      },
    }),
  );
}
