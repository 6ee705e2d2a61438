import type { DescribedRequest } from "./described-request";

/** A request to something with an address. */
export type CallableRequest = DescribedRequest & { baseUrl: string };

export type WrittenRequest = {
  code: string;
  /** What the form cannot say, or says in its own way. */
  warnings: string[];
};
