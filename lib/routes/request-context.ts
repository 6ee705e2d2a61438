/** Holds what a caller says of its request, for routes: `task=complex, tier=gold`. It is read here and goes no further. */
export const contextHeader = "x-switchyard-context";

const mostPairs = 32;

/**
 * What a request says of itself: the pairs of the header and the texts of OpenAI's `metadata`; the header wins. Values may
 * be percent-encoded.
 */
export function readRequestContext({
  header,
  metadata,
}: {
  header: string | null | undefined;
  metadata: unknown;
}): Record<string, string> {
  const own = typeof metadata === "object" && metadata !== null ? Object.entries(metadata) : [];
  const texts = own.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries([...texts.slice(0, mostPairs), ...readPairs(header ?? "")]);
}

function readPairs(header: string): [string, string][] {
  return header
    .split(/[,;]/)
    .slice(0, mostPairs)
    .flatMap((pair) => {
      const [name = "", ...value] = pair.split("=");
      const text = decode(value.join("=").trim());
      return name.trim() === "" || text === "" ? [] : [[decode(name.trim()), text]];
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // It is no percent-encoding: the text means itself.
    return text;
  }
}

/** The headers that go to a provider. */
export function withoutContext(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !isContext(name)));
}

/** What a caller's own headers say of its request; null when they say nothing. */
export function findContext(headers: Record<string, string> = {}): string | null {
  return Object.entries(headers).find(([name]) => isContext(name))?.[1] ?? null;
}

const isContext = (name: string) => name.toLowerCase() === contextHeader;
