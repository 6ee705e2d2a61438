/** A text exactly as it came: while markdown is loading, and for what markdown cannot take. */
export function PlainText({ text }: { text: string }) {
  return <div className="whitespace-pre-wrap wrap-anywhere">{text}</div>;
}

/** The text from there on as `PlainText`, block by block: what is added to the last of them moves nothing else. */
export function PlainBlocks({ text, from }: { text: string; from: number }) {
  const blocks: { at: number; text: string }[] = [];
  for (let at = from; at < text.length; ) {
    const end = text.indexOf("\n\n", at);
    const next = end < 0 ? text.length : end + 2;
    blocks.push({ at, text: text.slice(at, next) });
    at = next;
  }
  return blocks.map((block) => <PlainText key={block.at} text={block.text} />);
}
