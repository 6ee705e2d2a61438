import "server-only";

const llamaHost = "api.llama.com";
const retiredWords =
  /sunset|retired|shut ?down|discontinued|decommissioned|deprecat|no longer (?:available|supported|offered)/i;

type Reply = { providerId: string; url: string; status: number; words: string | null; isPage: boolean };

/**
 * True when a reply of the `llama` provider means that the service is gone. Meta shut the Llama API down on
 * 2026-07-06; the form of its reply is not known, so every likely one counts: moved, gone, a web page, or a refusal.
 * Of another host behind the same name only a reply that says so counts.
 */
export function isSunsetReply({ providerId, url, status, words, isPage }: Reply): boolean {
  if (providerId !== "llama") return false;
  if (status === 410 || (status >= 300 && status < 400)) return true;
  if (words !== null && retiredWords.test(words) && (status === 403 || status === 404 || status < 400))
    return true;
  if (isPage && status < 400) return true;
  return hostOf(url) === llamaHost && (status === 403 || status === 404);
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null;
}
