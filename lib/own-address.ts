const own = "http://own.invalid";

/**
 * The path and query of an address of this server's pages; null for what leads elsewhere, whatever browsers would make of it, and
 * for the page where one signs in.
 */
export function toOwnAddress(text: string): string | null {
  const url = URL.parse(text, own);
  if (url === null || url.origin !== own || !text.startsWith("/")) return null;
  // Next's own, when it fetches a page for one that is open.
  url.searchParams.delete("_rsc");
  // `/.//host` ends as an address of that host.
  const isPage = !url.pathname.startsWith("//") && url.pathname !== "/login";
  return isPage ? `${url.pathname}${url.search}` : null;
}
