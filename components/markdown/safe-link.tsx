import type { ComponentProps } from "react";
import type { ExtraProps } from "streamdown";

const openable = new Set(["http:", "https:", "mailto:"]);

function parseUrl(href: string | undefined): URL | null {
  if (href === undefined || !URL.canParse(href)) return null;
  const url = new URL(href);
  return openable.has(url.protocol) ? url : null;
}

/** A link out of an answer: it says where it leads, opens apart, and tells the other side nothing about us. */
export function SafeLink({ href, children }: ComponentProps<"a"> & ExtraProps) {
  const url = parseUrl(href);
  if (url === null) {
    // Footnotes point inside the answer; every other relative address would point into this product.
    return href?.startsWith("#") ? <a href={href}>{children}</a> : <span>{children}</span>;
  }
  const host = url.host;
  const hostShown = host === "" || String(children).includes(host);
  return (
    <a href={url.href} target="_blank" rel="noopener noreferrer nofollow" title={url.href}>
      {children}
      {!hostShown && <span className="link-host"> ({host})</span>}
    </a>
  );
}
