import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/json-value";
import { type MetaLlamaGenerator, metaLlamaGeneratorSchema } from "./meta-llama-generator";
import { refuseRawKeys } from "./refuse-raw-keys";

/**
 * The component as Haystack's `to_dict()` writes it.
 * @throws AppError when a key stands anywhere in it
 */
export function exportGenerator(generator: MetaLlamaGenerator): JsonObject {
  const { type, init_parameters: parameters } = metaLlamaGeneratorSchema.parse(generator);
  const { api_key, model, streaming_callback, api_base_url, generation_kwargs, ...rest } = parameters;
  const { timeout, max_retries, tools, ...others } = rest;
  const written = {
    type,
    init_parameters: {
      api_key: { type: api_key.type, env_vars: api_key.env_vars, strict: api_key.strict },
      model,
      streaming_callback,
      api_base_url,
      generation_kwargs,
      timeout,
      max_retries,
      tools,
      ...others,
    },
  } as JsonObject;
  refuseRawKeys(written);
  return written;
}

export type PipelineToExport = {
  generator: MetaLlamaGenerator;
  name?: string;
  /** The pipeline it came from; an empty one otherwise. */
  pipeline?: JsonObject | null;
};

/** The pipeline with this generator in its place and everything else as it was. */
export function exportPipeline({
  generator,
  name = "generator",
  pipeline = null,
}: PipelineToExport): JsonObject {
  const around = pipeline ?? emptyPipeline;
  const components = isJsonObject(around.components) ? around.components : {};
  const written = { ...around, components: { ...components, [name]: exportGenerator(generator) } };
  refuseRawKeys(written);
  return written;
}

const emptyPipeline: JsonObject = {
  metadata: {},
  max_runs_per_component: 100,
  connection_type_validation: true,
  components: {},
  connections: [],
};

export function toHaystackJson(written: JsonValue): string {
  return `${JSON.stringify(written, null, 2)}\n`;
}
