import { AppError } from "@/lib/app-error";
import { ownBodyKeys } from "@/lib/chats/lane-settings";
import type { LaneCandidate, ReadLaneCode } from "@/lib/lane-code/lane-code";
import { recogniseLaneCode } from "@/lib/lane-code/recognise-lane-code";

/**
 * The lanes that a pasted text describes: Haystack's JSON or YAML, a Mastra agent, its model, or a model string.
 * The parsers are fetched when they are needed.
 * @throws AppError that says what is wrong and where
 */
export async function readLaneCode(text: string): Promise<ReadLaneCode> {
  const kind = recogniseLaneCode(text);
  if (kind === null) {
    throw new AppError(
      "invalid_request",
      "This is neither Haystack's JSON or YAML, nor a Mastra agent or its model, nor a model string such as llama/llama-3.3-70b-instruct.",
    );
  }
  const read = kind === "haystack" ? await readHaystack(text) : await readMastra(text);
  return { ...read, candidates: read.candidates.map(withoutOwnBodyKeys) };
}

async function readMastra(_text: string): Promise<ReadLaneCode> {
  throw new AppError("invalid_request", "Mastra's forms cannot be read yet.");
}

async function readHaystack(text: string): Promise<ReadLaneCode> {
  const [{ importGenerator }, { generatorToLane }] = await Promise.all([
    import("@/lib/haystack/import-generator"),
    import("@/lib/haystack/generator-to-lane"),
  ]);
  const { generator, format, name, pipeline } = importGenerator(text);
  const inside = pipeline === null ? "" : " pipeline";
  return {
    form: `Haystack${inside}, ${format === "json" ? "JSON" : "YAML"}`,
    candidates: [{ ...generatorToLane(generator), name }],
  };
}

/** Fields that the lane decides itself cannot come along in its body. */
function withoutOwnBodyKeys(candidate: LaneCandidate): LaneCandidate {
  const { body, ...settings } = candidate.settings;
  const own = ownBodyKeys.filter((key) => body !== undefined && Object.hasOwn(body, key));
  if (body === undefined || own.length === 0) return candidate;
  const others = Object.fromEntries(
    Object.entries(body).filter(([key]) => !own.some((ownKey) => ownKey === key)),
  );
  return {
    ...candidate,
    settings: Object.keys(others).length === 0 ? settings : { ...settings, body: others },
    warnings: [...candidate.warnings, `The body field ${own.join(", ")} is not taken over.`],
  };
}
