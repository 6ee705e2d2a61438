import "server-only";
import { toFieldName } from "@/lib/refusals/wire-fields";
import type { RunError, RunErrorCode } from "@/lib/runs/run-error";
import { adviceByProvider, type ErrorSubject, startCommands } from "./advice-by-provider";
import type { WireFault, WireProvider } from "./exchange";

type Words = { title: (subject: ErrorSubject) => string; advice: (subject: ErrorSubject) => string };

/** The fault as the error card shows it: what happened and what the user can do now. `model` is the model id. */
export function toRunError({
  fault,
  provider,
  model,
}: {
  fault: WireFault;
  provider: WireProvider;
  model: string;
}): RunError {
  const subject: ErrorSubject = { name: provider.name, model, provider, fault };
  const words = wordsByCode[fault.code];
  const advice = adviceByProvider(subject) ?? words.advice(subject);
  const { code, status, providerMessage, requestId, retryAt, refusedField } = fault;
  const refused = refusedField === undefined ? {} : { refusedField };
  return {
    code,
    title: words.title(subject),
    advice,
    status,
    providerMessage,
    requestId,
    retryAt,
    ...refused,
  };
}

const tryAgain = "Try again; if it happens again, choose another model.";

const wordsByCode: Record<RunErrorCode, Words> = {
  missing_key: {
    title: ({ name }) => `${name} needs an API key.`,
    advice: ({ provider }) => `${keyAdvice(provider)} Then restart Switchyard.`,
  },
  unknown_provider: {
    title: ({ name }) => `There is no provider called ${name}.`,
    advice: () => "Choose a model from the list.",
  },
  unauthorized: {
    title: ({ name }) => `${name} did not accept the API key.`,
    advice: ({ provider }) =>
      provider.keyVariable === null
        ? "The server asks for a key. Add one to its entry in switchyard.config.json."
        : `Check the value of ${provider.keyVariable}: it may be mistyped, expired or revoked.`,
  },
  payment_required: {
    title: ({ name }) => `${name} wants to be paid first.`,
    advice: () =>
      "Add credit to the account, or raise its spending limit, at the provider. Or choose another model.",
  },
  budget_refused: {
    title: () => "This server's budget does not allow it.",
    advice: () => "It begins anew next month; SWITCHYARD_BUDGET_USD_PER_MONTH sets it.",
  },
  forbidden: {
    title: ({ name, model }) => `${name} refused access to ${model}.`,
    advice: () =>
      "The account may lack access to this model, or the service may not be offered in your country.",
  },
  model_not_found: {
    title: ({ name, model }) => `${name} has no model called ${model}.`,
    advice: () => "Check the spelling, or choose another model. A wrong base URL answers like this too.",
  },
  bad_request: {
    title: ({ name, fault }) =>
      fault.refusedField === undefined
        ? `${name} did not understand the request.`
        : `${name} refused ${toFieldName(fault.refusedField.field)}.`,
    advice: ({ fault, model }) => refusalAdvice(fault, model),
  },
  rate_limited: {
    title: ({ name }) => `${name} limits how often it can be asked.`,
    advice: ({ fault }) =>
      fault.retryAt === null
        ? "Wait a little, then try again, or choose another model."
        : "Retry when the countdown ends, or choose another model.",
  },
  provider_failed: {
    title: ({ name, fault }) => `${name} failed${statusWords(fault)}.`,
    advice: () => "This is the provider's fault, not yours. Try again in a moment, or choose another model.",
  },
  retired: {
    title: ({ name, model }) => `${name} no longer offers ${model}.`,
    advice: () => "It was retired. Choose another model; this chat goes on with it.",
  },
  service_ended: {
    title: ({ name }) => `${name} has been shut down.`,
    advice: () => "Choose a model of another provider; this chat goes on with it.",
  },
  unreachable: {
    title: ({ name, fault }) => `${name} cannot be reached${systemWords(fault)}.`,
    advice: (subject) => unreachableAdvice(subject),
  },
  headers_timeout: {
    title: ({ name }) => `${name} did not respond.`,
    advice: () => "The request was taken, but no response began in time. Try again, or choose another model.",
  },
  first_token_timeout: {
    title: ({ name, model }) => `${name} took the request, but ${model} did not begin to answer.`,
    advice: ({ provider }) =>
      provider.kind === "local"
        ? "The model may still be loading. Try again; a larger SWITCHYARD_FIRST_TOKEN_TIMEOUT_MS gives it longer."
        : "It may be overloaded. Try again, or choose another model.",
  },
  idle_timeout: {
    title: ({ name }) => `${name} stopped sending in the middle of the answer.`,
    advice: () => `What had arrived is kept. ${tryAgain}`,
  },
  total_timeout: {
    title: () => "The answer took longer than the longest time allowed.",
    advice: () => "What had arrived is kept. A larger SWITCHYARD_TOTAL_TIMEOUT_MS allows longer answers.",
  },
  connection_lost: {
    title: ({ name, fault }) => `The connection to ${name} was lost${systemWords(fault)}.`,
    advice: () => "What had arrived is kept. Try again.",
  },
  ended_early: {
    title: ({ name }) => `${name} ended the answer without saying that it was finished.`,
    advice: () => "What had arrived is kept, but it may be cut off. Try again to get a whole answer.",
  },
  empty_answer: {
    title: ({ name }) => `${name} answered with nothing.`,
    advice: () => tryAgain,
  },
  not_a_stream: {
    title: ({ name }) => `${name} sent something that is not an answer.`,
    advice: () =>
      "The base URL may point to a web page or a login instead of an API. It usually ends in /v1.",
  },
  unreadable: {
    title: ({ name }) => `${name} sent an answer that cannot be read.`,
    advice: () => "It is not in the form of an OpenAI-compatible API. Check the provider's base URL.",
  },
  too_large: {
    title: ({ name }) => `${name} sent more than can be taken.`,
    advice: () =>
      `One event of an answer may have 1 MB, all of it 2 MB. What had arrived is kept. ${tryAgain}`,
  },
  server_restarted: {
    title: () => "Switchyard was restarted while this answer was being written.",
    advice: () => "What had arrived is kept. Try again.",
  },
  internal: {
    title: () => "Switchyard failed while this answer was being written.",
    advice: () => "The server's log says more. Try again.",
  },
};

function keyAdvice({ keyVariable, name }: WireProvider): string {
  return keyVariable === null
    ? `Add a key for ${name} in switchyard.config.json.`
    : `Set ${keyVariable} to use ${name}.`;
}

function unreachableAdvice({ provider, name }: ErrorSubject): string {
  const command = startCommands[provider.id];
  if (command !== undefined) return `${name} does not seem to be running. Start it: ${command}`;
  if (provider.kind === "local")
    return `${name} does not seem to be running on this machine. Start it, then try again.`;
  return "Check this machine's connection to the internet and the provider's base URL, then try again.";
}

function refusalAdvice({ refusedField }: WireFault, model: string): string {
  if (refusedField === undefined)
    return "The provider's words usually name the setting it refuses. Change or unset it, then try again.";
  const { field, sentAs, isLasting } = refusedField;
  const name = toFieldName(field);
  if (sentAs !== null)
    return `${model} wants ${field} to be called ${sentAs}. Retry with that: later requests to it say so too.`;
  return isLasting
    ? `${model} does not take ${name}. Retry without it: later requests to it leave it out too.`
    : `This value of ${name} was refused. Change it in the settings, or unset it and try again.`;
}

function statusWords({ status }: WireFault): string {
  return status === null || status < 400 ? "" : ` with status ${status}`;
}

const systemCode = /\b(?:E[A-Z]{4,}|UND_ERR_[A-Z_]+|[A-Z_]*CERT[A-Z_]*)\b/;

function systemWords({ systemMessage }: WireFault): string {
  const code = systemMessage === undefined ? undefined : systemCode.exec(systemMessage)?.[0];
  return code === undefined ? "" : ` (${code})`;
}
