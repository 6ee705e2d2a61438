/** What a provider said, as it said it. */
export function ProviderWords({ text }: { text: string }) {
  return (
    <figure className="mt-3">
      <figcaption className="text-xs text-muted">The provider said</figcaption>
      <blockquote className="mt-1 max-h-60 overflow-y-auto rounded-lg border border-separator bg-surface px-3 py-2 font-mono text-xs leading-relaxed whitespace-pre-wrap wrap-anywhere">
        {text}
      </blockquote>
    </figure>
  );
}
