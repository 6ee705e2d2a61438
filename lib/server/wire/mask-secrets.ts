import "server-only";

/** Puts `[masked]` in the place of secrets. */
export type Mask = (text: string) => string;

const masked = "[masked]";
/** Below this a value is too short to be a secret and its masking would only garble text. */
const shortestSecret = 6;

const keyLike = new RegExp(
  [
    // sk-…, gsk_…, xai-…, nvapi-…, hf_…, r8_…, AIza…, and what looks like them.
    String.raw`\b(?:sk|pk|rk|gsk|xai|nvapi|hf|r8|fw|tgp|csk|sess|api|key|ghp|gho|github_pat)[-_][A-Za-z0-9_*.-]{8,}`,
    String.raw`\bAIza[A-Za-z0-9_-]{16,}`,
    String.raw`\bLLM\|\d+\|[A-Za-z0-9_-]{8,}`,
    String.raw`\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?`,
    String.raw`(?<=\b[Bb]earer\s)[A-Za-z0-9._~+/|=-]{8,}`,
  ].join("|"),
  "g",
);

/** A mask for `secrets`, by value and in the forms they take inside JSON and URLs. */
export function createMask(secrets: string[]): Mask {
  const values = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  const longestFirst = [...new Set(values)].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((rest, value) => rest.replaceAll(value, masked), text);
}

/** Also masks what looks like a key: for words of a provider, which may quote keys that are not ours. */
export function maskKeyLike(text: string): string {
  return text.replace(keyLike, masked);
}

const secretHeader = /^(?:authorization|proxy-authorization|cookie|set-cookie)$|api[-_]?key|token$|secret/i;

/** The headers with secrets masked, by name and by value. */
export function maskHeaders(headers: Headers, mask: Mask): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of headers) {
    shown[name] = secretHeader.test(name) ? maskCredential(value) : maskKeyLike(mask(value));
  }
  return shown;
}

/** `Bearer abc` → `Bearer [masked]`: that there was one, and of which scheme, is worth knowing. */
function maskCredential(value: string): string {
  const scheme = /^(Bearer|Basic)\s/i.exec(value)?.[1];
  return scheme === undefined ? masked : `${scheme} ${masked}`;
}
