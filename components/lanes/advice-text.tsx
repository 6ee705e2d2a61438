const variableName = /\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)\b/;

/** A sentence of advice with the environment variables it names set as code. */
export function AdviceText({ text }: { text: string }) {
  return text.split(variableName).map((piece, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one fixed sentence
      <code key={index} className="rounded bg-default px-1 py-0.5 font-mono text-[0.85em]">
        {piece}
      </code>
    ) : (
      piece
    ),
  );
}
