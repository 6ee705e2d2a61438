import { AppError } from "@/lib/app-error";
import { type LaneSettings, ownBodyKeys } from "@/lib/chats/lane-settings";
import type { LaneCandidate, ReadLaneCode } from "@/lib/lane-code/lane-code";
import { type LaneCodeKind, recogniseLaneCode } from "@/lib/lane-code/recognise-lane-code";
import { type KnownPlaces, nothingKnown } from "@/lib/request-import/locate-model";
import type { ReadRequest } from "@/lib/request-import/read-request";

const unknownForm =
  "This is none of the forms that are read: a cURL command; Python or JavaScript with openai; the AI SDK; the JSON of a request; a preset of Switchyard; Haystack's generator as Python, JSON or YAML; a Mastra agent or its model; a model string such as llama/llama-3.3-70b-instruct.";

const mostCharacters = 4_000_000;

/**
 * The lanes that a pasted text describes, whichever of the forms it has. It is read, never run; the parsers are fetched when they are
 * needed.
 * @throws AppError that says what is wrong and where
 */
export async function readLaneCode(
  pasted: string,
  places: KnownPlaces = nothingKnown,
): Promise<ReadLaneCode> {
  if (pasted.length > mostCharacters) {
    throw new AppError(
      "invalid_request",
      "The text is longer than 4,000,000 characters. Paste the request alone.",
    );
  }
  const text = pasted.replace(/^\uFEFF/, "");
  const kind = recogniseLaneCode(text);
  if (kind === null) throw new AppError("invalid_request", unknownForm);
  const read = await readers[kind](text, places);
  return { ...read, candidates: read.candidates.map(withoutOwnBodyKeys) };
}

type Read = (text: string, places: KnownPlaces) => Promise<ReadLaneCode>;

const readers: Record<LaneCodeKind, Read> = {
  haystack: async (text) => {
    const { readHaystack } = await import("@/lib/lane-code/read-haystack");
    return readHaystack(text);
  },
  mastra: async (text, places) => {
    const { readMastra } = await import("@/lib/lane-code/read-mastra");
    return { form: "Mastra", candidates: readMastra(text, places) };
  },
  curl: async (text, places) => {
    const { readCurl } = await import("@/lib/request-import/read-curl");
    return toLanes({ form: "cURL", requests: readCurl(text) }, places);
  },
  body: async (text, places) => {
    const { readBody } = await import("@/lib/request-import/read-body");
    return toLanes({ form: "A request's body", requests: [await readBody(text)] }, places);
  },
  preset: async (text) => {
    const { readPreset } = await import("@/lib/lane-code/read-preset");
    return { form: "Switchyard preset", candidates: [readPreset(text)] };
  },
  python: async (text, places) => {
    const { readPython } = await import("@/lib/request-import/read-python");
    return toLanes(readPython(text), places);
  },
  script: async (text, places) => {
    const { readScript } = await import("@/lib/request-import/read-script");
    return toLanes(readScript(text), places);
  },
};

async function toLanes(
  { form, requests }: { form: string; requests: ReadRequest[] },
  places: KnownPlaces,
): Promise<ReadLaneCode> {
  const { requestToLanes } = await import("@/lib/request-import/request-to-lanes");
  return { form, candidates: requests.flatMap((request) => requestToLanes(request, places)) };
}

/** Fields that the lane decides itself cannot come along in its body. */
function withoutOwnBodyKeys(candidate: LaneCandidate): LaneCandidate {
  const { body, ...settings } = candidate.settings;
  const own = ownBodyKeys.filter((key) => body !== undefined && Object.hasOwn(body, key));
  if (body === undefined || own.length === 0) return candidate;
  const others = Object.fromEntries(
    Object.entries(body).filter(([key]) => !own.some((ownKey) => ownKey === key)),
  );
  const kept: LaneSettings = Object.keys(others).length === 0 ? settings : { ...settings, body: others };
  return {
    ...candidate,
    settings: kept,
    warnings: [...candidate.warnings, `Not taken over from the body: ${own.join(", ")}.`],
  };
}
