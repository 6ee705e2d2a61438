import { isKeyName, keyLikeTexts } from "@/lib/find-raw-key";
import { headerNameSchema, headerTextSchema, isNoCredential } from "@/lib/header-schema";
import type { LaneCandidate } from "@/lib/lane-code/lane-code";
import { bodyToSettings } from "./body-to-settings";
import { leaveOutKeys } from "./leave-out-keys";
import { type KnownPlaces, locateModel } from "./locate-model";
import { readConversation } from "./read-conversation";
import type { ReadHeader, ReadRequest } from "./read-request";

/** Written by whoever sends the request, not by whoever asks. */
const transportHeaders =
  /^(?:content-type|content-length|accept|accept-.*|user-agent|host|connection|origin|referer|sec-.*|priority|x-stainless-.*)$/i;

/** `X-Goog-Api-Key`, `X-Auth-Token`: whatever the name begins with. */
const keyHeader = /(?:^|[-_])(?:key|token|secret)$/i;

/** The lanes that ask what a request asks: one, or one for each model that it may mean. */
export function requestToLanes(request: ReadRequest, places: KnownPlaces): LaneCandidate[] {
  const { value: body, paths } = leaveOutKeys(request.body);
  const { refs, warnings } = locateModel(request, places);
  const conversation = readConversation(body.messages);
  const { settings, warnings: settingWarnings } = bodyToSettings(body);
  const headers = readHeaders(request.headers);
  const last = conversation.messages.at(-1);
  const draft = last?.role === "user" ? { text: last.text, files: last.files } : null;
  const lane = {
    settings: {
      ...(conversation.instructions === null ? {} : { instructions: conversation.instructions }),
      ...settings,
      ...(Object.keys(headers.taken).length === 0 ? {} : { headers: headers.taken }),
    },
    history: draft === null ? conversation.messages : conversation.messages.slice(0, -1),
    draft,
    warnings: [
      ...request.warnings,
      ...paths.map((path) => `A key stood in ${path} and was left out. Keys belong on the server.`),
      ...warnings,
      ...headers.warnings,
      ...settingWarnings,
      ...conversation.warnings,
    ],
  };
  if (refs.length === 0) return [{ ...lane, name: request.name, model: null }];
  return refs.map((model) => ({ ...lane, name: request.name, model }));
}

function readHeaders(headers: readonly ReadHeader[]): { taken: Record<string, string>; warnings: string[] } {
  const taken: [string, string][] = [];
  const warnings: string[] = [];
  for (const header of headers.filter(({ name }) => !transportHeaders.test(name))) {
    const { name } = header;
    const shown = name.slice(0, 60);
    if ("variable" in header) {
      warnings.push(
        `The header ${shown} is read from ${header.variable}: the operator sets it in switchyard.config.json.`,
      );
    } else if (
      !isNoCredential(name) ||
      isKeyName(name) ||
      keyHeader.test(name) ||
      header.value.search(keyLikeTexts) >= 0
    ) {
      warnings.push(`The header ${shown} holds a key and was left out. Keys belong on the server.`);
    } else if (headerNameSchema.safeParse(name).success && headerTextSchema.safeParse(header.value).success) {
      taken.push([name, header.value]);
    } else warnings.push(`The header ${shown} is not taken over.`);
  }
  return { taken: Object.fromEntries(taken), warnings };
}
