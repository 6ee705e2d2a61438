import { toProviderFileLimits } from "@/lib/attachments/attachment-limits";
import { withholdFiles } from "@/lib/attachments/withhold-files";
import type { CatalogueModel } from "@/lib/catalogue/catalogue-model";
import type { ChatMessage } from "@/lib/chats/chat-document";
import { findLastAuthor } from "@/lib/chats/find-last-author";
import type { LaneSettings } from "@/lib/chats/lane-settings";
import { estimateTokens } from "@/lib/money/estimate-tokens";
import { toTierPrices } from "@/lib/money/to-tier-prices";
import { toAskedRef } from "@/lib/routes/route-trail";
import { isToolPart } from "@/lib/turns/tool-part";

type Shown = readonly ChatMessage[];

/** What a lane's next turn sends again because its model is another one than before. */
export type SwitchPreview = {
  /** The model that wrote the last answer. */
  fromName: string;
  toName: string;
  messages: number;
  /** An estimate, whoever counted. */
  tokens: number;
  /** Whose count of this very conversation it rests on; null when only its length is known. */
  countedBy: string | null;
  /** USD for these tokens; null with the reason, as a part of a sentence, when there is no figure. */
  usd: number | null;
  whyNoUsd: string | null;
  /** Answers whose thinking stays here. */
  thoughts: number;
  /** Tool calls that are not told of: the lane has no tools. */
  untoldCalls: number;
  /** Files that the new model does not get, and why, in sentences. */
  unseen: string[];
  /** null when the context's size is not stated. */
  contextTokens: number | null;
  /** The most input it takes, where that is exceeded though its context is not; null otherwise. */
  maxInputTokens: number | null;
  fit: "fits" | "tight" | "exceeds" | "unknown";
};

/** From this share of the context on there is little room for an answer. */
const tightShare = 0.85;

type Switch = {
  messages: Shown;
  /** Model ref of the next turn. */
  ref: string;
  /** As the catalogue has it; null when it does not. */
  model: CatalogueModel | null;
  settings: LaneSettings;
};

/** What changing the model means for the next turn; null when it does not change, or nobody has answered yet. */
export function previewSwitch({ messages, ref, model, settings }: Switch): SwitchPreview | null {
  const author = findLastAuthor(messages);
  if (author === null || toAskedRef(author) === ref) return null;
  const toName = model?.name ?? ref.slice(ref.indexOf("/") + 1);
  const counted = countAgain(messages, settings);
  const spoken = messages.flatMap(({ role, parts }) => (role === "system" ? [] : [{ role, parts }]));
  const limits = toProviderFileLimits(ref.slice(0, Math.max(0, ref.indexOf("/"))));
  const { leftOut } = withholdFiles(spoken, { modelName: toName, abilities: model, limits });
  const calls = messages.flatMap(({ parts }) => parts.filter(isToolPart)).length;
  const contextTokens = model?.contextTokens ?? null;
  return {
    fromName: author.modelName,
    toName,
    messages: messages.length,
    ...counted,
    ...toInputCost(counted.tokens, model),
    thoughts: messages.filter(({ parts }) => parts.some(({ type }) => type === "reasoning")).length,
    untoldCalls: settings.tools === undefined ? calls : 0,
    unseen: leftOut.map(({ what, reason }) => `${what}: ${reason}.`),
    contextTokens,
    maxInputTokens: findExceededInput(counted.tokens, model),
    fit: toFit(counted.tokens, model, settings.maxOutputTokens ?? 0),
  };
}

/**
 * The tokens of a conversation. The last answer's usage has counted all of it up to there, the system prompt and tools with
 * it, though by another model's tokenizer; only what came later is guessed from its length.
 */
function countAgain(messages: Shown, settings: LaneSettings): Pick<SwitchPreview, "tokens" | "countedBy"> {
  const at = messages.findLastIndex(({ metadata }) => metadata?.usage != null);
  const counted = messages[at];
  const usage = counted?.metadata?.usage;
  const hasTools = settings.tools !== undefined;
  const later = estimateTokens(countCharacters(messages.slice(at + 1), hasTools));
  // A run of several requests sums what each of them was sent.
  const isOneRequest = (counted?.parts ?? []).filter(({ type }) => type === "step-start").length <= 1;
  if (usage?.inputTokens != null && usage.outputTokens != null && isOneRequest) {
    const visible = Math.max(0, usage.outputTokens - (usage.reasoningTokens ?? 0));
    return {
      tokens: usage.inputTokens + visible + later,
      countedBy: counted?.metadata?.modelName ?? null,
    };
  }
  const characters = countCharacters(messages, hasTools) + (settings.instructions?.length ?? 0);
  return { tokens: estimateTokens(characters), countedBy: null };
}

/** What is sent again: texts, and of a lane with tools what was called and what came of it. */
function countCharacters(messages: Shown, hasTools: boolean): number {
  let characters = 0;
  for (const part of messages.flatMap(({ parts }) => parts)) {
    if (part.type === "text") characters += part.text.length;
    else if (hasTools && isToolPart(part)) characters += countJson(part.input) + countJson(part.output);
  }
  return characters;
}

const countJson = (value: unknown): number => JSON.stringify(value)?.length ?? 0;

function toInputCost(tokens: number, model: CatalogueModel | null): Pick<SwitchPreview, "usd" | "whyNoUsd"> {
  if (model?.priceState === "local") return { usd: null, whyNoUsd: "it runs on your machine" };
  if (model?.priceState === "simulated") return { usd: null, whyNoUsd: "simulated" };
  const price = model === null ? null : toTierPrices(model.prices, tokens).inputUsdPerMTok;
  if (price === null) return { usd: null, whyNoUsd: "cost unknown" };
  return { usd: (tokens * price) / 1_000_000, whyNoUsd: null };
}

function findExceededInput(tokens: number, model: CatalogueModel | null): number | null {
  const { contextTokens = null, maxInputTokens } = model ?? {};
  const isWithinContext = contextTokens !== null && tokens <= contextTokens;
  return isWithinContext && maxInputTokens !== undefined && tokens > maxInputTokens ? maxInputTokens : null;
}

function toFit(tokens: number, model: CatalogueModel | null, reserved: number): SwitchPreview["fit"] {
  const contextTokens = model?.contextTokens ?? null;
  if (contextTokens === null) return "unknown";
  if (tokens + reserved > contextTokens || findExceededInput(tokens, model) !== null) return "exceeds";
  return tokens + reserved > contextTokens * tightShare ? "tight" : "fits";
}
