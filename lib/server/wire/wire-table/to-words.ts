import "server-only";
import type { SeenAnswer } from "@/e2e/upstreams/ask-through-wire";
import { testProvider } from "@/e2e/upstreams/create-test-models";
import { judgeOutcome } from "@/lib/runs/judge-outcome";
import type { WireExchange } from "@/lib/server/wire/exchange";
import { isKnownFinishReason } from "@/lib/server/wire/finish-reasons";
import { toRunError } from "@/lib/server/wire/to-run-error";

const longestShown = 60;

/**
 * An answer in a few words, with everything that counts: the outcome unless it is "complete", the reasoning, the text,
 * the calls, the end, the tokens, the error a user of the SDK sees, and what was mended.
 */
export function toWords(seen: SeenAnswer): string {
  const { exchange } = seen;
  const outcome = judgeOutcome({
    stopped: false,
    errorCode: exchange.fault?.code ?? null,
    hasKnownFinish: isKnownFinishReason(exchange.finishReason),
  });
  return [
    ...(outcome === "complete" ? [] : [outcome]),
    ...(seen.reasoning === "" ? [] : [`reasoning ${toShown(seen.reasoning)}`]),
    ...(seen.text === "" ? [] : [`text ${toShown(seen.text)}`]),
    ...seen.toolCalls.map(({ name, input }) => `call ${name} ${JSON.stringify(input)}`),
    ...(exchange.fault === null ? [toEnd(seen)] : []),
    ...(exchange.usage === null ? [] : [toTokens(exchange)]),
    ...(exchange.fault === null ? [] : [`error ${exchange.fault.code}: ${toMessage(seen)}`]),
    ...exchange.notices.map((notice) => `note: ${notice}`),
  ].join(", ");
}

function toShown(text: string): string {
  return text.length <= longestShown ? JSON.stringify(text) : `of ${text.length} characters`;
}

function toEnd({ finishReason, exchange }: SeenAnswer): string {
  return finishReason === "other" ? `other (${exchange.finishReason})` : finishReason;
}

function toTokens({ usage }: WireExchange): string {
  return `${usage?.inputTokens ?? "?"}+${usage?.outputTokens ?? "?"} tokens`;
}

/** A fault must be seen by whoever reads only what the SDK gives; beside kept text of one reply it is in the record. */
function toMessage({ errors, finishReason, exchange }: SeenAnswer): string {
  if (errors.length === 0 && finishReason !== "error")
    return `hidden from the SDK, which says ${finishReason}`;
  if (errors.length > 1) return `told ${errors.length} times`;
  const message = errors[0] ?? toTitle(exchange);
  return message.length <= 200 ? message : `${message.length} characters`;
}

/** What the product shows of a fault. */
function toTitle({ fault }: WireExchange): string {
  if (fault === null) return "not in the record";
  return fault.providerMessage ?? toRunError({ fault, provider: testProvider, model: "m" }).title;
}
