"use client";

import { useState } from "react";
import { CopyButton } from "@/components/chat/copy-button";
import { ChoiceRow } from "@/components/lane-settings/choice-row";
import { formatSeconds } from "@/lib/format-number";
import type { ShownExchange } from "@/lib/runs/shown-exchange";
import "@/components/markdown/code-block.css";

const parts = [
  { value: "request", label: "Request" },
  { value: "headers", label: "Headers" },
  { value: "response", label: "Response" },
];

function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // An event stream, an error page, or what was cut: shown as it came.
    return text;
  }
}

const writeHeaders = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

function toText(part: string, exchange: ShownExchange): string {
  if (part === "request") return indent(exchange.requestBody);
  if (part === "response") return indent(exchange.responseText);
  const head = exchange.status === null ? "no response came" : `status: ${exchange.status}`;
  return `POST ${exchange.url}\n${writeHeaders(exchange.requestHeaders)}\n\n${head}\n${writeHeaders(exchange.responseHeaders)}`;
}

/** One request to a provider as it was sent, and its response as it came. */
export function ExchangeView({ exchange }: { exchange: ShownExchange }) {
  const [part, setPart] = useState("request");
  const text = toText(part, exchange);
  const { headersMs, firstTokenMs, totalMs } = exchange;
  const times = [
    headersMs !== null && `headers after ${formatSeconds(headersMs)}`,
    firstTokenMs !== null && `first token after ${formatSeconds(firstTokenMs)}`,
    totalMs !== null && `end after ${formatSeconds(totalMs)}`,
  ].filter((words) => words !== false);
  return (
    <div className="flex flex-col gap-3">
      {exchange.attempt !== undefined && (
        <h3 className="text-sm">
          <code className="font-mono text-[0.8125rem]">{exchange.attempt}</code>{" "}
          <span className="text-muted">was asked before, and did not answer</span>
        </h3>
      )}
      <ChoiceRow label="What was sent and came back" choices={parts} value={part} onChoose={setPart} />
      <figure className="code-block" aria-label={parts.find(({ value }) => value === part)?.label}>
        <figcaption>
          <span>{times.join(" · ")}</span>
          <CopyButton label="Copy" getText={() => text} />
        </figcaption>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <pre tabIndex={0} className="max-h-[50dvh]">
          <code>{text === "" ? "nothing" : text}</code>
        </pre>
      </figure>
      <p className="text-xs text-muted">
        Keys are masked. Of a response the first 65,536 characters are kept, as they came.
      </p>
    </div>
  );
}
