import { AppError } from "@/lib/app-error";
import type { DescribedRequest } from "./described-request";
import { readFilesInCode } from "./read-files-in-code";
import type { CallableRequest, WrittenRequest } from "./written-request";

export const requestForms = [
  { id: "curl", label: "cURL", language: "bash" },
  { id: "python", label: "Python", language: "python" },
  { id: "javascript", label: "JavaScript", language: "javascript" },
  { id: "ai-sdk", label: "AI SDK", language: "javascript" },
  { id: "mastra", label: "Mastra", language: "typescript" },
  { id: "haystack", label: "Haystack", language: "python" },
] as const;

export type RequestForm = (typeof requestForms)[number]["id"];

/**
 * A request as code that sends the same one. Of a key only the variable's name stands in it.
 * @throws AppError for a request to the demo, which has no address
 */
export async function writeRequestCode(
  form: RequestForm,
  request: DescribedRequest,
): Promise<WrittenRequest> {
  const { baseUrl, notices, files } = request;
  if (baseUrl === null) {
    throw new AppError(
      "invalid_request",
      "The demo lives inside this server and has no address of its own. Ask this server, or choose another model.",
    );
  }
  const write = await writers[form]();
  const { code, warnings } = write({ ...request, baseUrl });
  const reads =
    files.length === 0
      ? []
      : [`The code reads ${files.join(", ")} in the folder in which it is run: save them there.`];
  return { code: readFilesInCode(code, { form, files }), warnings: [...notices, ...reads, ...warnings] };
}

type Write = (request: CallableRequest) => WrittenRequest;

/** Each is fetched when it is asked for. */
const writers: Record<RequestForm, () => Promise<Write>> = {
  curl: async () => (await import("./to-curl")).toCurl,
  python: async () => (await import("./to-openai-python")).toOpenaiPython,
  javascript: async () => (await import("./to-openai-javascript")).toOpenaiJavascript,
  "ai-sdk": async () => (await import("./to-ai-sdk")).toAiSdk,
  mastra: async () => (await import("./to-mastra")).toMastra,
  haystack: async () => (await import("./to-haystack")).toHaystack,
};
