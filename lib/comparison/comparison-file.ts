import { z } from "zod";
import { AppError } from "@/lib/app-error";
import { laneSettingsSchema } from "@/lib/chats/lane-settings";
import type { ComparedAnswer } from "@/lib/comparison/compared-answer";
import { exportedMetadataSchema } from "@/lib/export/exported-metadata";
import { locateJsonPath } from "@/lib/export/locate-json-path";
import { locateJsonFault } from "@/lib/locate-json-fault";
import type { AnswerMetadata } from "@/lib/runs/answer-metadata";
import { runErrorCodes } from "@/lib/runs/run-error";
import type { ShownExchange, TurnExchanges } from "@/lib/runs/shown-exchange";
import { maxLanes } from "@/lib/turns/turn-limits";

export const comparisonFormat = "switchyard-comparison";
export const comparisonVersion = 1;

const ms = z.number().min(0).nullable();

/** An answer's metadata, down to everything that a comparison shows of it. */
const metadataSchema = exportedMetadataSchema.extend({
  cost: z.looseObject({
    usd: z.number().nullable(),
    status: z.enum(["billed", "estimated", "unknown", "listed-zero", "local", "simulated"]),
    note: z.string().nullable(),
  }),
  error: z
    .looseObject({
      code: z.enum(runErrorCodes),
      title: z.string(),
      advice: z.string(),
      providerMessage: z.string().nullable(),
    })
    .nullable(),
});

const headers = z.record(z.string(), z.string());

const exchangeSchema = z.strictObject({
  attempt: z.string().optional(),
  url: z.string(),
  requestHeaders: headers,
  requestBody: z.string(),
  status: z.number().nullable(),
  responseHeaders: headers,
  responseText: z.string(),
  headersMs: ms,
  firstTokenMs: ms,
  totalMs: ms,
  waitedMs: z.number(),
}) satisfies z.ZodType<ShownExchange>;

const fileSchema = z.strictObject({
  format: z.literal(comparisonFormat),
  version: z.literal(comparisonVersion),
  /** The version of Switchyard that wrote it. */
  app: z.string(),
  savedAt: z.iso.datetime(),
  lanes: z
    .array(
      z.strictObject({
        number: z.int().min(1),
        /** Of the answer, verbatim. */
        model: z.string().min(3).max(300),
        settings: laneSettingsSchema,
        earlierMessages: z.int().min(0),
        history: z
          .array(z.strictObject({ role: z.enum(["user", "assistant"]), text: z.string() }))
          .optional(),
        hadMore: z.boolean().optional(),
        question: z.string(),
        answer: z.string(),
        metadata: metadataSchema,
        /** As sent and as it came, keys masked. */
        exchanges: z.array(exchangeSchema),
      }),
    )
    .min(1)
    .max(maxLanes),
});

/** One turn of several lanes as a file: everything a reader needs to judge it, and no key. */
export type ComparisonFile = Omit<z.infer<typeof fileSchema>, "lanes"> & {
  lanes: (ComparedAnswer & { exchanges: ShownExchange[] })[];
};

type Written = { answers: readonly ComparedAnswer[]; turns: TurnExchanges; app: string; savedAt: Date };

/** The file's text. Exchanges are found by the answers' runs; of one whose exchanges were not kept there are none. */
export function writeComparison({ answers, turns, app, savedAt }: Written): string {
  const exchanges = new Map(turns.map((lane) => [lane.runId, lane.exchanges]));
  const file: z.input<typeof fileSchema> = {
    format: comparisonFormat,
    version: comparisonVersion,
    app,
    savedAt: savedAt.toISOString(),
    lanes: answers.map(({ text, history, metadata, ...answer }) => ({
      ...answer,
      model: metadata.model,
      ...(history === null ? {} : { history }),
      answer: text,
      metadata,
      exchanges: exchanges.get(metadata.runId) ?? [],
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * What is in a comparison file.
 * @throws AppError `invalid_json`, `invalid_request`, each naming the line that is wrong
 */
export function readComparison(text: string): ComparisonFile {
  const parsed = fileSchema.safeParse(parse(text));
  if (!parsed.success) throw toRefusal(text, parsed.error.issues[0]);
  const { lanes, ...rest } = parsed.data;
  return {
    ...rest,
    lanes: lanes.map(({ answer, metadata, model: _model, history, hadMore = false, ...lane }) => ({
      ...lane,
      history: history ?? (lane.earlierMessages === 0 ? [] : null),
      hadMore,
      text: answer,
      metadata: toMetadata(metadata),
    })),
  };
}

/** What was checked is everything that is read of it; what a newer version has added is carried along. */
const toMetadata = (metadata: z.infer<typeof metadataSchema>) => metadata as AnswerMetadata;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const fault = locateJsonFault(text);
    const where =
      fault === null ? "" : ` Line ${fault.line}, column ${fault.column}: expected ${fault.expected}.`;
    throw new AppError("invalid_json", `The file is damaged: it is not JSON.${where}`, { cause: error });
  }
}

type Issue = { path: PropertyKey[]; message: string };

function toRefusal(text: string, issue: Issue = { path: [], message: "cannot be read" }): AppError {
  const [key] = issue.path;
  if (issue.path.length === 0 || key === "format")
    return new AppError("invalid_request", "This is no comparison of Switchyard.");
  const line = locateJsonPath(text, issue.path);
  const place = issue.path.map(String).join(".");
  const what =
    key === "version" ? `version ${comparisonVersion} is needed, this is another one` : issue.message;
  return new AppError("invalid_request", `The file cannot be read. Line ${line} (${place}): ${what}.`);
}
