/** A text exactly as it came: while markdown is loading, and for what markdown cannot take. */
export function PlainText({ text }: { text: string }) {
  return <div className="whitespace-pre-wrap wrap-anywhere">{text}</div>;
}
