export const modelCookie = "model";

const maxAgeSeconds = 31_536_000;

/** Keeps the chosen model for the next new chat: the server reads the cookie when it renders one. */
export function rememberModel(ref: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every supported browser
  document.cookie = `${modelCookie}=${encodeURIComponent(ref)}; path=/; max-age=${maxAgeSeconds}; SameSite=Lax`;
}
