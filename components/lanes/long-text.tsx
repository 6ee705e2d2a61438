"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { formatCount } from "@/lib/format-number";
import { toWholeCharacter } from "@/lib/to-whole-character";

const shownCharacters = 2000;
const shownLines = 24;

function toExcerpt(text: string): string {
  const lines = text.slice(0, toWholeCharacter(text, shownCharacters)).split("\n", shownLines + 1);
  return lines.slice(0, shownLines).join("\n");
}

/** A text as typed; of a very long one the beginning, and the rest on demand. */
export function LongText({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const excerpt = toExcerpt(text);
  const isLong = excerpt.length < text.length;
  return (
    <>
      <div className="whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext]">
        {isLong && !open ? `${excerpt}…` : text}
      </div>
      {isLong && (
        <Button
          size="sm"
          variant="ghost"
          className="-ml-2 h-7 px-2 text-muted"
          onPress={() => setOpen(!open)}
        >
          {open ? "Show less" : `Show all ${formatCount(text.length)} characters`}
        </Button>
      )}
    </>
  );
}
