/** One request to a provider and its response, as they are shown: keys masked, long texts cut. */
export type ShownExchange = {
  /** Ref of a model that a route asked before the one that answered; absent for that one. */
  attempt?: string;
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string;
  /** null when no response came. */
  status: number | null;
  responseHeaders: Record<string, string>;
  /** The beginning of the body as it came. */
  responseText: string;
  /** ms from sending to the response's headers, to the first token and to the end; null for what never came. */
  headersMs: number | null;
  firstTokenMs: number | null;
  totalMs: number | null;
  waitedMs: number;
};

/** `GET /api/turns/:turnId/exchanges`: in the turn's order. Empty for runs whose exchanges were not kept. */
export type TurnExchanges = { laneId: string; runId: string; model: string; exchanges: ShownExchange[] }[];
