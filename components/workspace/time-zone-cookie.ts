export const timeZoneCookie = "time-zone";

const maxAgeSeconds = 31_536_000;

/** The server reads it, so that the next page comes with the chats grouped by the reader's days. */
export function rememberTimeZone(): void {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every supported browser
  document.cookie = `${timeZoneCookie}=${encodeURIComponent(timeZone)}; path=/; max-age=${maxAgeSeconds}; SameSite=Lax`;
}
