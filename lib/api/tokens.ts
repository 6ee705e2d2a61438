import { requestJson } from "@/lib/api/request-json";
import type { CreatedToken, NewToken, TokenInfo, TokenPatch } from "@/lib/gateway/token";

export const listTokens = () => requestJson<TokenInfo[]>("/api/tokens");

/** The response is the only place where the token ever stands. */
export const createToken = (body: NewToken) =>
  requestJson<CreatedToken>("/api/tokens", { method: "POST", body });

export const patchToken = (tokenId: string, body: TokenPatch) =>
  requestJson<TokenInfo>(`/api/tokens/${tokenId}`, { method: "PATCH", body });

export const revokeToken = (tokenId: string) =>
  requestJson<{ revoked: boolean }>(`/api/tokens/${tokenId}`, { method: "DELETE" });
