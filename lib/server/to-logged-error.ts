import "server-only";

const deepest = 5;

/**
 * An error as the log shows it: its name, code, message, stack and causes, and nothing else it carries. The AI SDK's errors
 * quote requests and answers in their fields and in their messages: of those only the name and the frames are kept.
 */
export function toLoggedError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack = "", cause } = error;
  const quotesBodies = name.startsWith("AI_");
  return {
    type: name,
    ...("code" in error && typeof error.code === "string" ? { code: error.code } : {}),
    ...(quotesBodies ? {} : { message }),
    stack: quotesBodies ? framesOf(stack) : stack,
    ...(cause === undefined || depth >= deepest ? {} : { cause: toLoggedError(cause, depth + 1) }),
  };
}

function framesOf(stack: string): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
