/** A base URL without the ends people paste along: `/chat/completions` and slashes. */
export function toBaseUrl(text: string): string {
  return text
    .trim()
    .replace(/\/+$/, "")
    .replace(/\/chat\/completions$/, "")
    .replace(/\/+$/, "");
}

/** The variable that overrides a provider's base URL: `LLAMA_BASE_URL` for `llama`. */
export function baseUrlVariable(providerId: string): string {
  return `${providerId.toUpperCase().replaceAll("-", "_")}_BASE_URL`;
}
