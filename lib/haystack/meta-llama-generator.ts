import { z } from "zod";

/** The type that Haystack writes for the component. */
export const generatorType =
  "haystack_integrations.components.generators.meta_llama.chat.chat_generator.MetaLlamaChatGenerator";

export const defaultModel = "Llama-4-Scout-17B-16E-Instruct-FP8";
export const defaultBaseUrl = "https://api.llama.com/compat/v1/";
export const defaultKeyVariable = "LLAMA_API_KEY";

const variableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/, "is not the name of an environment variable");

/** Where the key is, never the key: of several variables the first that is set counts. */
export const environmentSecretSchema = z.strictObject({
  type: z.literal("env_var"),
  env_vars: z.array(variableName).min(1).max(20),
  strict: z.boolean().default(true),
});

/** A dotted path to something in Python. */
const pythonPath = z
  .string()
  .regex(/^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u, "is not a dotted Python name");

const initParametersSchema = z.looseObject({
  api_key: environmentSecretSchema.default({
    type: "env_var",
    env_vars: [defaultKeyVariable],
    strict: true,
  }),
  model: z.string().min(1).max(300).default(defaultModel),
  streaming_callback: pythonPath.nullable().default(null),
  api_base_url: z.string().max(2000).nullable().default(defaultBaseUrl),
  generation_kwargs: z
    .record(z.string(), z.json())
    .nullable()
    .default({})
    .transform((kwargs) => kwargs ?? {}),
  /** Seconds. */
  timeout: z.number().min(0).nullable().default(null),
  max_retries: z.int().min(0).nullable().default(null),
  /** Serialised tools and toolsets, kept as they are. */
  tools: z.json().default(null),
});

/** Haystack's MetaLlamaChatGenerator as its `to_dict()` writes it. Parameters of other versions are kept. */
export const metaLlamaGeneratorSchema = z.strictObject({
  type: z.literal(generatorType),
  init_parameters: initParametersSchema,
});

export type MetaLlamaGenerator = z.infer<typeof metaLlamaGeneratorSchema>;
export type InitParameters = MetaLlamaGenerator["init_parameters"];

/** A generator with the component's own defaults for everything not given. */
export function createGenerator(given: Partial<InitParameters> = {}): MetaLlamaGenerator {
  return metaLlamaGeneratorSchema.parse({ type: generatorType, init_parameters: given });
}
