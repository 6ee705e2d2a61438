"use client";

import { useState } from "react";
import { CopyButton } from "@/components/chat/copy-button";
import type { JsonValue } from "@/lib/json-value";
import { type JsonFault, JsonTree } from "./json-tree";

type JsonAnswerProps = {
  value: JsonValue;
  /** The answer as it came. */
  text: string;
  fault: JsonFault | null;
};

const views = ["Tree", "Indented", "As sent"] as const;
type View = (typeof views)[number];

/** An answer that is JSON: as a tree, indented, or as it was sent; what is shown is what is copied. */
export function JsonAnswer({ value, text, fault }: JsonAnswerProps) {
  const [view, setView] = useState<View>("Tree");
  const shown = view === "As sent" ? text : JSON.stringify(value, null, 2);
  return (
    <figure className="code-block my-3" aria-label="JSON">
      <figcaption>
        <fieldset aria-label="How the JSON is shown" className="flex gap-0.5">
          {views.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={view === name}
              className="rounded-md px-2 py-1 font-sans focus-visible:outline-2 focus-visible:outline-focus aria-pressed:bg-default aria-pressed:text-foreground"
              onClick={() => setView(name)}
            >
              {name}
            </button>
          ))}
        </fieldset>
        <CopyButton label={view === "As sent" ? "Copy as sent" : "Copy JSON"} getText={() => shown} />
      </figcaption>
      {view === "Tree" ? (
        <div className="max-h-[70dvh] overflow-auto px-3.5 py-3">
          <JsonTree value={value} name={null} path="$" fault={fault} />
        </div>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <pre tabIndex={0} className="max-h-[70dvh]">
          {shown}
        </pre>
      )}
    </figure>
  );
}
