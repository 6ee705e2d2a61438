import { Icon } from "@/components/icons/icon";

type DocsLinkProps = { url: string; name: string };

/** A provider's documentation. Only an https address can be pressed; any other is shown as the text it is. */
export function DocsLink({ url, name }: DocsLinkProps) {
  if (!isHttps(url)) return <span className="min-w-0 font-mono text-xs break-all text-muted">{url}</span>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={`Docs for ${name}`}
      className="inline-flex items-center gap-1 rounded-md text-link hover:underline"
    >
      Docs <Icon name="external" className="size-3 shrink-0" />
    </a>
  );
}

function isHttps(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === "https:" && parsed.username === "";
}
