import "server-only";
import type { RunError, RunErrorCode } from "@/lib/runs/run-error";
import { adviceByProvider } from "@/lib/server/wire/advice-by-provider";
import type { WireFault, WireProvider } from "@/lib/server/wire/exchange";
import { toRunError } from "@/lib/server/wire/to-run-error";

const askForAToken = "Ask a model for one token instead.";
const itStopped =
  "It ended before its list had come. Try again; if it stays so, something between here and there cuts it.";

/** What is said of an answer speaks of its model and of what arrived of it: of a list this holds instead. */
const wordsByCode: Partial<Record<RunErrorCode, { title?: string; advice: string }>> = {
  model_not_found: {
    title: "has no list of models at this address.",
    advice:
      "Not every server has one: ask a model for one token instead. A wrong base URL answers like this too.",
  },
  forbidden: {
    title: "refused to list its models.",
    advice: `The key is known but may not do this. ${askForAToken}`,
  },
  payment_required: {
    advice: "Add credit to the account, or raise its spending limit, at the provider.",
  },
  bad_request: {
    title: "did not understand the request for its list.",
    advice: `Not every server has a list. ${askForAToken}`,
  },
  rate_limited: { advice: "Wait a little, then test again." },
  provider_failed: { advice: "This is the provider's fault, not yours. Try again in a moment." },
  retired: {
    title: "no longer has a list of models at this address.",
    advice: `The address may have moved: check the provider's base URL. ${askForAToken}`,
  },
  connection_lost: { advice: itStopped },
  ended_early: { advice: itStopped },
  idle_timeout: { title: "stopped sending in the middle of its list.", advice: itStopped },
  headers_timeout: {
    advice:
      "It took the connection and sent nothing. It may be overloaded, or its address may belong to something else.",
  },
  first_token_timeout: {
    title: "took the request, but did not begin to send its list.",
    advice: `It may be overloaded. Try again in a moment. ${askForAToken}`,
  },
  total_timeout: {
    title: "took too long to send its list.",
    advice: `Try again in a moment. ${askForAToken}`,
  },
  empty_answer: { advice: `Not every server has a list. ${askForAToken}` },
  too_large: { advice: `Its list is too long to be read here. ${askForAToken}` },
};

/** In the words of an answer's error card, but for those that speak of a model: none was asked. */
export function explainListFault({
  fault,
  provider,
}: {
  fault: WireFault;
  provider: WireProvider;
}): RunError {
  const model = "its models";
  const error = toRunError({ fault, provider, model });
  const own = wordsByCode[fault.code];
  if (own === undefined) return error;
  const { name } = provider;
  // A quota that is used up is told in the provider's own terms.
  const special = fault.code === "rate_limited" ? adviceByProvider({ name, model, provider, fault }) : null;
  return {
    ...error,
    ...(own.title === undefined ? {} : { title: `${name} ${own.title}` }),
    advice: special ?? own.advice,
  };
}
