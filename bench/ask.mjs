import { connect } from "node:net";
import { now } from "./clock.mjs";

/** What arrives on any connection is read from here before the next read: no memory is taken for it. */
const arrivals = Buffer.allocUnsafe(65_536);

/** Connections that are kept for the next request. Node's own client would use more of the machine than who is measured. */
export class Connections {
  #idle = new Map();
  #open = new Set();

  /** One that is open already, or a new one. */
  take({ hostname, port }) {
    const idle = this.#idle.get(`${hostname}:${port}`)?.pop();
    return idle ?? this.#connect(hostname, port);
  }

  destroy() {
    for (const { socket } of this.#open) socket.destroy();
  }

  #connect(hostname, port) {
    const connection = { socket: null, onBytes: null, onLost: null, free: null };
    const callback = (length) => {
      connection.onBytes?.(arrivals.subarray(0, length));
      return true;
    };
    const socket = connect({ host: hostname, port, noDelay: true, onread: { buffer: arrivals, callback } });
    const idle = this.#idle.get(`${hostname}:${port}`) ?? [];
    this.#idle.set(`${hostname}:${port}`, idle);
    let failure = null;
    socket.on("error", (error) => {
      failure = error;
    });
    socket.on("close", () => {
      this.#open.delete(connection);
      const place = idle.indexOf(connection);
      if (place !== -1) idle.splice(place, 1);
      connection.onLost?.(failure ?? new Error("The connection was closed before the end of the answer."));
    });
    connection.socket = socket;
    connection.free = () => idle.push(connection);
    this.#open.add(connection);
    return connection;
  }
}

/**
 * Sends one request, with gzip accepted as browsers do, and reads its stamps as they arrive. Resolves with the status, the
 * number of tokens, how long a refused one is to wait, and the times in µs at which the request was written, at which its
 * first token came and at which the answer ended.
 */
export function ask({ url, body, connections, onDelay }) {
  const address = new URL(url);
  const connection = connections.take(address);
  const { socket } = connection;
  const request = toRequest(address, JSON.stringify(body));
  return new Promise((resolve) => {
    const answer = new AnswerReader(onDelay);
    let sentAt = 0;
    const end = (error) => {
      connection.onBytes = null;
      connection.onLost = null;
      if (error === null && answer.isKept) connection.free();
      else socket.destroy();
      const { status, tokens, retryAfter, firstAt } = answer;
      resolve({
        status,
        tokens,
        retryAfter,
        sentAt,
        firstAt,
        endedAt: now(),
        error: error?.message ?? answer.failure,
      });
    };
    connection.onLost = end;
    connection.onBytes = (bytes) => {
      if (answer.read(bytes)) end(null);
    };
    const send = () => {
      sentAt = now();
      socket.write(request);
    };
    if (socket.connecting) socket.once("connect", send);
    else send();
  });
}

const toRequest = ({ host, pathname }, text) =>
  [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(text)}`,
    "accept-encoding: gzip",
    "authorization: Bearer bench",
    "",
    text,
  ].join("\r\n");

const at = "@".charCodeAt(0);
const lastChunk = "\r\n0\r\n\r\n";

/** Reads as much of HTTP/1.1 as the servers here write, and of a body the stamps in it. */
class AnswerReader {
  status = 0;
  tokens = 0;
  firstAt = 0;
  retryAfter = null;
  /** The connection is kept behind the answer. */
  isKept = true;
  failure = null;
  #onDelay;
  #head = "";
  /** Bytes of the body that are still to come; null where its last chunk ends it. */
  #left = null;
  #tail = "";
  /** The digits of a stamp that has begun, as it may be cut by the end of what arrived. */
  #stamp = null;

  constructor(onDelay) {
    this.#onDelay = onDelay;
  }

  /** Takes what arrived; true when the answer is over. */
  read(bytes) {
    if (this.status !== 0) return this.#readBody(bytes);
    this.#head += bytes.latin1Slice();
    const end = this.#head.indexOf("\r\n\r\n");
    if (end === -1) return false;
    this.#readHead(this.#head.slice(0, end));
    return this.#readBody(Buffer.from(this.#head.slice(end + 4), "latin1"));
  }

  #readHead(head) {
    const field = (name) => new RegExp(`^${name}: *(.*)$`, "im").exec(head)?.[1]?.trim() ?? null;
    this.status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? -1);
    this.retryAfter = field("retry-after");
    this.isKept = field("connection")?.toLowerCase() !== "close";
    if (field("content-encoding") !== null) this.failure = "The answer was compressed.";
    const length = field("content-length");
    this.#left = length === null ? null : Number(length);
  }

  #readBody(bytes) {
    this.#readStamps(bytes);
    if (this.#left !== null) {
      this.#left -= bytes.length;
      return this.#left <= 0;
    }
    this.#tail = (this.#tail + bytes.latin1Slice(Math.max(0, bytes.length - lastChunk.length))).slice(
      -lastChunk.length,
    );
    return this.#tail === lastChunk;
  }

  #readStamps(bytes) {
    const arrivedAt = now();
    for (let from = 0; ; ) {
      const mark = bytes.indexOf(at, from);
      if (mark === -1) {
        if (this.#stamp !== null) this.#stamp += bytes.latin1Slice(from);
        return;
      }
      if (this.#stamp === null) this.#stamp = "";
      else {
        this.#count(this.#stamp + bytes.latin1Slice(from, mark), arrivedAt);
        this.#stamp = null;
      }
      from = mark + 1;
    }
  }

  #count(digits, arrivedAt) {
    if (this.tokens === 0) this.firstAt = arrivedAt;
    this.tokens += 1;
    this.#onDelay?.((arrivedAt - Number.parseInt(digits, 36)) / 1000);
  }
}
