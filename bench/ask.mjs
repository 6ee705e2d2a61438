import { request as send } from "node:http";
import { createGunzip } from "node:zlib";
import { now } from "./clock.mjs";

const stampPattern = /@([0-9a-z]{4,12})@/g;

/**
 * Sends one request as a browser would (gzip accepted) and reads its stamps as they arrive. Resolves with the status,
 * the number of tokens and the times in µs at which it was sent, at which the first token came and at which it ended.
 */
export function ask({ url, body, agent, onDelay }) {
  return new Promise((resolve) => {
    const result = {
      status: 0,
      tokens: 0,
      sentAt: now(),
      firstAt: 0,
      endedAt: 0,
      error: null,
      retryAfter: null,
      isCompressed: false,
    };
    const text = JSON.stringify(body);
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(text),
      "accept-encoding": "gzip",
      authorization: "Bearer bench",
    };
    const end = (error) => resolve(Object.assign(result, { endedAt: now(), error: error?.message ?? null }));
    const call = send(url, { method: "POST", agent, headers }, (response) => {
      result.status = response.statusCode;
      result.retryAfter = response.headers["retry-after"] ?? null;
      result.isCompressed = response.headers["content-encoding"] === "gzip";
      const source = result.isCompressed ? response.pipe(createGunzip()) : response;
      source.on("data", readStamps(result, onDelay)).on("end", end).on("error", end);
    });
    call.on("error", end);
    call.setNoDelay(true);
    call.end(text);
  });
}

function readStamps(result, onDelay) {
  let rest = "";
  return (bytes) => {
    const arrivedAt = now();
    const text = rest + bytes.toString("latin1");
    let read = 0;
    for (const match of text.matchAll(stampPattern)) {
      if (result.tokens === 0) result.firstAt = arrivedAt;
      result.tokens += 1;
      onDelay?.((arrivedAt - Number.parseInt(match[1], 36)) / 1000);
      read = match.index + match[0].length;
    }
    // A stamp may be cut by the end of what arrived.
    rest = text.slice(Math.max(read, text.length - 16));
  };
}
