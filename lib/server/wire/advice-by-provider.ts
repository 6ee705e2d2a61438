import "server-only";
import type { RunErrorCode } from "@/lib/runs/run-error";
import type { WireFault, WireProvider } from "./exchange";

/** What an error is about, as far as a title or an advice needs it. */
export type ErrorSubject = {
  /** The provider's name. */
  name: string;
  /** The model id. */
  model: string;
  provider: WireProvider;
  fault: WireFault;
};

/** The command that starts a local server, by provider id. */
export const startCommands: Readonly<Record<string, string>> = {
  ollama: "`ollama serve`",
  lmstudio: "`lms server start`, or “Start server” in LM Studio",
  llamacpp: "`llama-server -m model.gguf`",
  vllm: "`vllm serve <model>`",
};

type Advice = (subject: ErrorSubject) => string;

const livingLlamaHosts =
  "Groq, Cerebras, Together AI, Fireworks, OpenRouter, DeepInfra, NVIDIA and Weights & Biases still serve Llama models";

/** What only this provider's users need to hear; a code that is not here gets the general advice. */
const advice: Readonly<Record<string, Partial<Record<RunErrorCode, Advice>>>> = {
  wandb: {
    unauthorized: ({ fault }) =>
      says(fault, /project/i)
        ? "W&B does not know the project. WANDB_PROJECT names one as team/project: correct it, or unset it to use your default project."
        : "Check WANDB_API_KEY (wandb.ai/authorize shows it) and, if WANDB_PROJECT is set, that it names a project as team/project.",
    payment_required: () =>
      "The W&B account has used up its inference credits. Add credits in its billing settings, or choose another model.",
    forbidden: ({ fault }) => {
      if (says(fault, /country|region|territor/i))
        return "W&B Inference is not offered in your country, as W&B sees it from this server's address. Choose another provider.";
      return says(fault, /organi[sz]ation|not enabled/i)
        ? "W&B Inference is not enabled for your organisation. Ask its admin to switch it on, or choose another provider."
        : "W&B Inference is not offered in every country, and an organisation's admin can switch it off. Ask the admin, or choose another provider.";
    },
    model_not_found: () =>
      "W&B does not offer this model, or not any more. Choose one that the list of models shows as offered.",
    rate_limited: ({ fault }) => {
      if (says(fault, /quota|spend/i))
        return "The account's quota at W&B is used up. Raise it in W&B's billing settings, or choose another provider.";
      return `W&B limits the requests that run at once, per project, user and model. ${fault.retryAt === null ? "Let another answer finish, then retry." : "Retry when the countdown ends."}`;
    },
    provider_failed: ({ fault }) =>
      fault.status === 503
        ? "W&B is overloaded at the moment. Try again in a little while, or choose another model: each has servers of its own."
        : "This is W&B's fault, not yours. Try again; if it stays, W&B's support can find the request by its id.",
  },
  llama: {
    service_ended: () =>
      `Meta shut the Llama API down on 2026-07-06. ${livingLlamaHosts}: choose one of theirs, or set LLAMA_BASE_URL to another host.`,
    unreachable: () =>
      `Meta shut the Llama API down on 2026-07-06. ${livingLlamaHosts}; with LLAMA_BASE_URL set to another host, check that it is running.`,
  },
  ollama: {
    model_not_found: ({ model }) =>
      `Fetch it first: \`ollama pull ${model}\`. \`ollama list\` shows what is there.`,
  },
  lmstudio: {
    model_not_found: () => "Download or load the model in LM Studio first: `lms ls` shows what is there.",
  },
};

/** True when the provider's own words are about this. */
function says({ providerMessage }: WireFault, about: RegExp): boolean {
  return providerMessage !== null && about.test(providerMessage);
}

export function adviceByProvider(subject: ErrorSubject): string | null {
  const own = Object.hasOwn(advice, subject.provider.id) ? advice[subject.provider.id] : undefined;
  return own?.[subject.fault.code]?.(subject) ?? null;
}
