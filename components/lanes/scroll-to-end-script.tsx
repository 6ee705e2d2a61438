"use client";

const scrollToEnd =
  "for(const lane of document.querySelectorAll('[data-follows-end]'))lane.scrollTop=lane.scrollHeight";

/**
 * Puts the lanes of a page that has just been read at their end, before it is painted and long before it is alive.
 * A script that the browser adds later would not run, and React warns of it: there it is inert text.
 */
export function ScrollToEndScript({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      type={typeof window === "undefined" ? "text/javascript" : "text/plain"}
      nonce={nonce}
      suppressHydrationWarning
    >
      {scrollToEnd}
    </script>
  );
}
