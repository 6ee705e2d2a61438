/** Every error code of the product and the HTTP status it leaves with: the one table. */
const statusByCode = {
  invalid_request: 400,
  invalid_json: 400,
  invalid_model_ref: 400,
  missing_key: 401,
  unauthorized: 401,
  forbidden: 403,
  origin_refused: 403,
  not_found: 404,
  model_not_found: 404,
  unknown_provider: 404,
  method_not_allowed: 405,
  lane_busy: 409,
  conflict: 409,
  events_expired: 410,
  payload_too_large: 413,
  unsupported_media_type: 415,
  host_refused: 421,
  rate_limited: 429,
  budget_exceeded: 429,
  price_unknown: 403,
  internal: 500,
  not_ready: 503,
  overloaded: 503,
} as const;

export type AppErrorCode = keyof typeof statusByCode;

/** What a door writes for a refused request: `{ "error": { code, message } }`. */
export type ErrorBody = { error: { code: AppErrorCode; message: string; details?: unknown } };

/** A refusal whose message tells the user what to do. Compare `code`, never the message. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly details: unknown;
  /** When to try again, in whole seconds; null when that is not known. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: AppErrorCode,
    message: string,
    options?: { details?: unknown; cause?: unknown; retryAfterSeconds?: number },
  ) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.details = options?.details;
    this.retryAfterSeconds = options?.retryAfterSeconds ?? null;
  }

  get status(): number {
    return statusByCode[this.code];
  }
}

/** True for a code of the table above: narrows what another server or an older version sent. */
export function isAppErrorCode(value: unknown): value is AppErrorCode {
  return typeof value === "string" && Object.hasOwn(statusByCode, value);
}
