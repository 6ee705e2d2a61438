import { AppError } from "@/lib/app-error";
import { ownBodyKeys } from "@/lib/chats/lane-settings";
import type { LaneCandidate, ReadLaneCode } from "@/lib/lane-code/lane-code";
import { recogniseLaneCode } from "@/lib/lane-code/recognise-lane-code";
import type { MastraLane } from "@/lib/mastra/read-agent";

const refusals = {
  python:
    "This is Python, which is not read here. Paste what the component's to_dict() or the pipeline's dumps() gives.",
  unknown:
    "This is neither Haystack's JSON or YAML, nor a Mastra agent or its model, nor a model string such as llama/llama-3.3-70b-instruct.",
};

/**
 * The lanes that a pasted text describes: Haystack's JSON or YAML, a Mastra agent, its model, or a model string.
 * The parsers are fetched when they are needed.
 * @throws AppError that says what is wrong and where
 */
export async function readLaneCode(text: string): Promise<ReadLaneCode> {
  const kind = recogniseLaneCode(text);
  if (kind === "python" || kind === null) throw new AppError("invalid_request", refusals[kind ?? "unknown"]);
  const read = kind === "haystack" ? await readHaystack(text) : await readMastra(text);
  return { ...read, candidates: read.candidates.map(withoutOwnBodyKeys) };
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

async function readMastra(text: string): Promise<ReadLaneCode> {
  const { importMastra } = await import("@/lib/mastra/import-mastra");
  const candidates = importMastra(text).flatMap(toCandidates);
  return { form: "Mastra", candidates };
}

/** An agent whose model a function chooses is one candidate per model. */
function toCandidates({ name, model, settings, candidates, warnings }: MastraLane): LaneCandidate[] {
  if (candidates.length === 0) return [{ name, model, settings, warnings }];
  return candidates.map(({ model: chosen, condition }) => ({
    name: `${name}, ${condition === null ? "the default" : `if ${condition}`}`,
    model: chosen,
    settings,
    warnings,
  }));
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
    warnings: [...candidate.warnings, `Not taken over from the body: ${own.join(", ")}.`],
  };
}
