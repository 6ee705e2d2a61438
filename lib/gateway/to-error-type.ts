const typeByStatus: Record<number, string> = {
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  429: "rate_limit_error",
};

/** The kind of an error in OpenAI's words. */
export function toErrorType(status: number): string {
  return typeByStatus[status] ?? (status >= 500 ? "server_error" : "invalid_request_error");
}
