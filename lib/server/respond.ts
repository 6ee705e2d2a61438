import "server-only";
import type { z } from "zod";
import { AppError, type ErrorBody } from "@/lib/app-error";
import { createId } from "@/lib/id";
import { type Caller, requireCaller } from "@/lib/server/access/caller";
import { guardFile, guardRequest } from "@/lib/server/access/guard";
import { maxBodyBytes, readJson } from "@/lib/server/access/read-json";
import { explainDbFailure } from "@/lib/server/db/explain-db-failure";
import { getLog } from "@/lib/server/log";

type Schema = z.ZodType;
type Parsed<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined;

type Contract<Body extends Schema | undefined, Params extends Schema | undefined> = {
  /** What the JSON body must be; without it the route takes none. */
  body?: Body;
  /** What the path's parameters must be. */
  params?: Params;
  /** `"anybody"` for what must answer before signing in. */
  access?: "caller" | "anybody";
  /** How large the body may be where that is not what the door says. */
  maxBodyBytes?: number;
};

/** What is read of a request, whether Next hands it on or Node's server does. */
export type Incoming = Pick<Request, "method" | "headers" | "signal"> & {
  body: AsyncIterable<Uint8Array> | null;
};

type Context<Body, Params, Given = Request> = { request: Given; caller: Caller; body: Body; params: Params };

type RouteHandler<Given = Request> = (
  request: Given,
  context?: { params?: Promise<unknown> },
) => Promise<Response>;

const anybody: Caller = { ownerId: "", token: null };

/**
 * Wraps a route handler: guards the request, asks who is calling, parses what came against `contract`, and writes every
 * `AppError` as `{ error: { code, message } }` with its status.
 */
export function route<
  Body extends Schema | undefined = undefined,
  Params extends Schema | undefined = undefined,
>(
  contract: Contract<Body, Params>,
  handle: (context: Context<Parsed<Body>, Parsed<Params>>) => Response | Promise<Response>,
): RouteHandler {
  return routeOf(browserDoor, contract, handle);
}

/** As `route`, for a handler that reads a file from the body. */
export function fileRoute(
  handle: (context: Context<undefined, undefined>) => Promise<Response>,
): RouteHandler {
  return routeOf({ ...browserDoor, guard: guardFile }, {}, handle);
}

/** Who may come in by which rules, and how what goes out is written. */
export type Door = {
  /** @throws AppError for a request that another site could have made a browser send */
  guard: (request: Incoming) => void;
  requireCaller: (request: Incoming) => Promise<Caller>;
  maxBodyBytes: number;
  toErrorResponse: (error: AppError) => Response;
  /** What every response of this door carries. */
  finish: (response: Response, request: Incoming) => Response;
};

const browserDoor: Door = {
  guard: guardRequest,
  requireCaller,
  maxBodyBytes,
  toErrorResponse: writeError,
  finish: (response) => response,
};

/** As `route`, through a door of its own. */
export function routeOf<
  Body extends Schema | undefined = undefined,
  Params extends Schema | undefined = undefined,
  Given extends Incoming = Request,
>(
  door: Door,
  contract: Contract<Body, Params>,
  handle: (context: Context<Parsed<Body>, Parsed<Params>, Given>) => Response | Promise<Response>,
): RouteHandler<Given> {
  const answer = async (request: Given, given: unknown): Promise<Response> => {
    door.guard(request);
    const caller = contract.access === "anybody" ? anybody : await door.requireCaller(request);
    const params = parse<Params>(contract.params, given, "not_found");
    const { maxBodyBytes = door.maxBodyBytes } = contract;
    const body = contract.body === undefined ? undefined : await readJson(request, maxBodyBytes);
    return handle({ request, caller, params, body: parse<Body>(contract.body, body, "invalid_request") });
  };
  return async (request, context) => {
    try {
      return door.finish(await answer(request, await context?.params), request);
    } catch (error) {
      const known = hasLeft(request, error) ? left : toKnownError(error);
      return door.finish(door.toErrorResponse(known), request);
    }
  };
}

/** What nobody hears. Nothing failed: who asked has ended it. */
const left = new AppError("invalid_request", "The client left before its answer began.");
const hasLeft = ({ signal }: Incoming, error: unknown) => signal.aborted && error === signal.reason;

function parse<S extends Schema | undefined>(
  schema: S | undefined,
  value: unknown,
  code: "invalid_request" | "not_found",
): Parsed<S> {
  // Without a schema there is nothing to hand on; the conditional type cannot follow that by itself.
  if (schema === undefined) return undefined as Parsed<S>;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as Parsed<S>;
  if (code === "not_found") throw new AppError(code, "There is nothing at this address.");
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  throw new AppError(code, `The request cannot be used. ${problems.slice(0, 8).join("; ")}.`, {
    details: problems,
  });
}

/** JSON that no cache keeps. */
export function respondJson(value: unknown, init?: ResponseInit): Response {
  const headers = new Headers(init?.headers);
  headers.set("cache-control", headers.get("cache-control") ?? "private, no-store");
  headers.set("x-content-type-options", "nosniff");
  return Response.json(value, { ...init, headers });
}

/** An error as a door writes it. What is not an `AppError` is ours: logged under an id, told without its inside. */
export function toErrorResponse(error: unknown): Response {
  return writeError(toKnownError(error));
}

function writeError(error: AppError): Response {
  const { code, message, details, status } = error;
  const body: ErrorBody = { error: { code, message, ...(details === undefined ? {} : { details }) } };
  return respondJson(body, { status, headers: toRetryHeaders(error) });
}

/** When to come back, where that is known. */
export function toRetryHeaders({ status, retryAfterSeconds }: AppError): Record<string, string> {
  const seconds = retryAfterSeconds ?? (status === 503 ? 1 : null);
  return seconds === null ? {} : { "retry-after": String(seconds) };
}

function toKnownError(error: unknown): AppError {
  return error instanceof AppError ? error : hideUnexpected(error);
}

function hideUnexpected(error: unknown): AppError {
  const cause = explainDbFailure(error);
  if (cause !== null) {
    getLog().warn({ err: error }, "a request failed because of the database");
    return new AppError(
      "not_ready",
      `This cannot be stored or read now: ${cause}. Try it again in a moment.`,
    );
  }
  const id = createId();
  getLog().error({ err: error, id }, "a request failed unexpectedly");
  return new AppError(
    "internal",
    `The server failed on this request. Its log has the reason under the id ${id}.`,
  );
}
