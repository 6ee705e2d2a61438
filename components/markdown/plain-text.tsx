"use client";

import { Button } from "@heroui/react/button";
import { memo, useState } from "react";
import { cutLongLines } from "@/lib/cut-long-lines";
import { answerColumns, TextPieces } from "./text-pieces";

/** A text exactly as it came: while markdown is loading, and for what markdown cannot take. Endless lines are shown when asked for. */
export const PlainText = memo(function PlainText({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const { shown, leftOut } = isWhole ? { shown: text, leftOut: 0 } : cutLongLines(text);
  return (
    <>
      <div className="whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext]">
        <TextPieces text={shown} columns={answerColumns} />
      </div>
      {leftOut > 0 && (
        <Button size="sm" variant="tertiary" className="mt-2" onPress={() => setWhole(true)}>
          Show {leftOut.toLocaleString("en-US")} more characters of a long line
        </Button>
      )}
    </>
  );
});

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
