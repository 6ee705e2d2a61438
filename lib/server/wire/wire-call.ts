import "server-only";
import { findRefusedField, type RefusedField } from "@/lib/refusals/find-refused-field";
import type { RunErrorCode } from "@/lib/runs/run-error";
import type { NamedError, WireExchange, WireFault, WireProvider } from "./exchange";
import { isSunsetReply } from "./find-sunset";
import { type Mask, maskKeyLike } from "./mask-secrets";
import { maxWords, type ProviderError } from "./provider-words";
import { isRecord, parseJson } from "./read-json";
import type { QueuePlace } from "./request-queue";
import type { Deadlines } from "./timeouts";

/** One request on its way: its record, and what ends it. */
export type WireCall = {
  provider: WireProvider;
  /** The model id in the request; "" when it names none. */
  model: string;
  /** How many answers were asked for (`n`). */
  answerCount: number;
  exchange: WireExchange;
  /** What is sent, and the beginning of what comes, is kept as it is, for those who look at the exchange later. */
  isKept: boolean;
  mask: Mask;
  deadlines: Deadlines;
  /** Its turn among the requests to the same project and model; given up when the exchange is over. */
  place: QueuePlace;
  /** Aborting it closes the connection to the provider. */
  upstream: AbortController;
  /** The consumer does not want the rest: closes the connection and tells the listener. */
  abort: (reason: unknown) => void;
  isAborted: () => boolean;
  /** `listener` is told when the consumer aborts; there is one, the latest. */
  onAbort: (listener: (reason: unknown) => void) => void;
  /** `finish` is called when the exchange is closed, just before its end is told; there is one, the latest. */
  onClose: (finish: () => void) => void;
  /** The exchange is over: notes the time and lets go of timers and signals. */
  close: () => void;
};

export type FaultDetails = {
  status?: number | null;
  words?: string | null;
  retryAt?: number | null;
  systemMessage?: string;
  refusedField?: RefusedField | null;
  named?: NamedError | null;
};

/** Records what went wrong; the first fault of an exchange stands. */
export function recordFault(call: WireCall, code: RunErrorCode, details: FaultDetails = {}): WireFault {
  const { exchange } = call;
  const systemMessage = toShownWords(details.systemMessage ?? null, call.mask);
  const whole = maskWords(details.words ?? null, call.mask);
  const isCut = whole !== null && whole.length > maxWords;
  exchange.fault ??= {
    code,
    status: details.status ?? exchange.status,
    providerMessage: whole === null ? null : cutWords(whole),
    requestId: exchange.requestId,
    retryAt: details.retryAt ?? null,
    // Who is passed an answer is passed all of an error; who is shown it reads its beginning.
    ...(isCut && !call.isKept ? { wholeMessage: whole } : {}),
    ...(systemMessage === null ? {} : { systemMessage }),
    ...(details.named == null ? {} : { named: details.named }),
    ...(details.refusedField == null ? {} : { refusedField: details.refusedField }),
  };
  return exchange.fault;
}

/** Records an error the provider itself reported, with the HTTP status it came under or named; `code` overrides ours. */
export function recordProviderError(
  call: WireCall,
  error: ProviderError,
  details: { status: number; retryAt?: number | null; isPage?: boolean; code?: RunErrorCode },
): WireFault {
  const sunset = isSunsetReply({
    providerId: call.provider.id,
    url: call.exchange.url,
    status: details.status,
    words: error.words,
    isPage: details.isPage === true,
  });
  const code = sunset ? "service_ended" : (details.code ?? toFaultCode(details.status, error));
  return recordFault(call, code, {
    status: details.status,
    words: error.words,
    retryAt: details.retryAt ?? null,
    named: findNames(call, error),
    refusedField: code === "bad_request" ? findRefused(call, error) : null,
  });
}

const isNumber = /^\d+$/;

function findNames({ mask }: WireCall, { code, type, param }: ProviderError): NamedError | null {
  const isWord = code !== null && !isNumber.test(code);
  const named = {
    code: toShownWords(isWord ? code : null, mask),
    type: toShownWords(type === "error" ? null : type, mask),
    param: toShownWords(param, mask),
  };
  return Object.values(named).every((name) => name === null) ? null : named;
}

/** Providers put it in their first sentences; what follows may quote anything. */
const longestRefusal = 2_000;

function findRefused(
  { exchange }: WireCall,
  { param, code, type, words }: ProviderError,
): RefusedField | null {
  const body = parseJson(exchange.requestBody);
  if (!isRecord(body)) return null;
  const said = words?.slice(0, longestRefusal) ?? null;
  return findRefusedField({ param, code: code ?? type, words: said, sent: Object.keys(body) });
}

/** The finish reason is there: whatever the connection does now, the answer is whole. */
export function isAnswered({ exchange }: WireCall): boolean {
  return exchange.finishReason !== null;
}

const codeByStatus: Record<number, RunErrorCode> = {
  400: "bad_request",
  401: "unauthorized",
  402: "payment_required",
  403: "forbidden",
  404: "model_not_found",
  410: "retired",
  413: "bad_request",
  415: "bad_request",
  422: "bad_request",
  429: "rate_limited",
};

const codeByProviderCode: [RegExp, RunErrorCode][] = [
  [/insufficient_quota|billing|insufficient_balance|payment/i, "payment_required"],
  [/rate_?limit|too_many_requests|concurrency/i, "rate_limited"],
  [/invalid_api_key|authentication|unauthorized/i, "unauthorized"],
  [/permission|forbidden/i, "forbidden"],
  [/model_not_found|not_found/i, "model_not_found"],
  [/model_(?:decommissioned|deprecated|retired)|sunset/i, "retired"],
  [/context_length|invalid_request|bad_request|validation/i, "bad_request"],
];

/** Money and retirement are told by the provider's code whatever the status; the rest by the status, then by the code. */
function toFaultCode(status: number, { code, type }: ProviderError): RunErrorCode {
  const name = code ?? type;
  const named = name === null ? undefined : codeByProviderCode.find(([pattern]) => pattern.test(name))?.[1];
  if (named === "payment_required" || named === "retired") return named;
  return codeByStatus[status] ?? (status < 400 ? named : undefined) ?? "provider_failed";
}

/** Words from outside as they may be shown: secrets masked, cut to 500 characters; null when nothing is left. */
export function toShownWords(words: string | null, mask: Mask): string | null {
  const whole = maskWords(words, mask);
  return whole === null ? null : cutWords(whole);
}

function maskWords(words: string | null, mask: Mask): string | null {
  if (words === null) return null;
  const masked = maskKeyLike(mask(words.trim()));
  return masked === "" ? null : masked;
}

function cutWords(words: string): string {
  return words.length <= maxWords ? words : `${words.slice(0, maxWords - 1)}…`;
}
