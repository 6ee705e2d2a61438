/** Where a fact about a model comes from, strongest first; `built-in` is what Switchyard itself offers. */
export type CatalogueSource = "config" | "live" | "built-in" | "documented" | "models.dev" | "snapshot";

/**
 * `metered`: prices are published; `listed-zero`: published as 0, which need not mean free; `unknown`: not
 * published; `local`: runs on the operator's machine; `simulated`: the demo provider.
 */
export type PriceState = "metered" | "listed-zero" | "unknown" | "local" | "simulated";

/** true, false, or null for "not stated". */
export type Stated = boolean | null;

/** Other prices for the whole request when its input is longer than this. */
export type PriceTier = {
  /** Strictly above so many input tokens. */
  aboveInputTokens: number;
  inputUsdPerMTok: number;
  outputUsdPerMTok: number;
  cachedInputUsdPerMTok: number | null;
  cacheWriteUsdPerMTok: number | null;
  /** Absent where the tier says nothing of audio: the price below it stays. */
  audioInputUsdPerMTok?: number;
};

/** USD per million tokens; null or absent is "not published", never 0. */
export type ModelPrices = {
  inputUsdPerMTok: number | null;
  outputUsdPerMTok: number | null;
  cachedInputUsdPerMTok: number | null;
  cacheWriteUsdPerMTok?: number;
  audioInputUsdPerMTok?: number;
  audioOutputUsdPerMTok?: number;
  /** Of the reasoning in an output, where it is not that of the output. */
  reasoningUsdPerMTok?: number;
  /** USD for each request, besides its tokens. */
  requestUsd?: number;
  /** USD for each search of the web that it makes; how many those are is not reported, so no estimate counts them. */
  searchUsd?: number;
  /** By ascending threshold; absent where one price is for all. */
  tiers?: PriceTier[];
};

/** Where one fact comes from, when it is not the row's own source. */
export type FactOrigin = { source: CatalogueSource; sourceDate: string };

/** One offering of one provider. Limits in tokens; null is "not stated". */
export type CatalogueModel = {
  /** `provider/model-id`. */
  ref: string;
  providerId: string;
  /** The id as it goes on the wire. */
  id: string;
  name: string;
  family: string | null;
  imageInput: Stated;
  audioInput: Stated;
  videoInput: Stated;
  pdfInput: Stated;
  toolUse: Stated;
  reasoning: Stated;
  structuredOutput: Stated;
  /** It takes a temperature. Absent when nobody says. */
  temperature?: boolean;
  openWeights: Stated;
  contextTokens: number | null;
  /** The most input it takes, where a source says that this is less than its context. Absent otherwise. */
  maxInputTokens?: number;
  maxOutputTokens: number | null;
  prices: ModelPrices;
  priceState: PriceState;
  /** Why there is no one price although prices are published, as a sentence. Absent otherwise. */
  priceVaries?: string;
  /** `2025`, `2025-09` or `2025-09-30`, as for the other dates; null is "not stated". */
  releaseDate: string | null;
  /** Until when it knows of the world. */
  knowledge: string | null;
  /** An id that the same model has at every provider; null when nobody says. */
  canonicalId: string | null;
  /** The source's own word: `beta`, `deprecated`; null when there is none. */
  status: string | null;
  /** It was in models.dev and is there no longer. Absent otherwise. */
  removedUpstream?: true;
  /** Other spellings of the id that mean this model, e.g. the provider's own capitalisation. */
  aliases: string[];
  /** Why its provider does not offer it (any more), as a sentence; null when nothing says so. */
  notOffered: string | null;
  /** Model ref to use instead; null when none is known. */
  replacement: string | null;
  /** Oddities of the source kept as given, e.g. a maximum output above the context. */
  warnings: string[];
  source: CatalogueSource;
  /** When the source said so: `2025` or `2025-09-30`. */
  sourceDate: string;
  /** By field, where a fact comes from that this row's source did not have. Absent when all are from one. */
  origins?: Record<string, FactOrigin>;
};

/** What is known of models.dev, for the line that says how fresh the catalogue is. */
export type CatalogueFreshness = {
  /** ISO time of the last answer of models.dev, changed or not; null before the first. */
  checkedAt: string | null;
  /** Models read from it; null when there are none and the built-in snapshot stands in. */
  models: number | null;
  skippedRows: number;
  /** Why the last attempt failed, as the end of a sentence; null when it did not. */
  problem: string | null;
  /** It is being asked right now. */
  isRefreshing: boolean;
  /** The operator has switched it off. */
  isOff: boolean;
};

/** The part of a model that a page needs before it has the catalogue. */
export type ModelFacts = Pick<CatalogueModel, "name" | "notOffered">;

export type ProviderKind = "hosted" | "local" | "demo";

/** What became of asking a provider for its list of models. */
export type ProviderListing = {
  /** How many models it listed; null when it never answered. */
  models: number | null;
  /** ISO time of the last list; null when there is none. */
  listedAt: string | null;
  /** Why the last attempt failed; null when it did not, or was not made yet. */
  error: string | null;
};

/** A provider as the browser may know it: no key, ever. */
export type CatalogueProvider = {
  id: string;
  name: string;
  kind: ProviderKind;
  /** A request would be sent right now. */
  callable: boolean;
  /** Why not, and what to do: "Set WANDB_API_KEY to use Weights & Biases."; null when callable. */
  reason: string | null;
  /** Name of the environment variable that holds the key; null when none is needed. */
  keyVariable: string | null;
  /** Base URL requests go to, without credentials. */
  baseUrl: string;
  docsUrl: string | null;
  /** What must be known of the provider, e.g. that it has shut down. */
  notice: string | null;
  /** It has shut down: nothing at this address answers. */
  ended: boolean;
  /** Its own list of what it offers, for providers that are asked for it. */
  listing: ProviderListing | null;
  /** Known by name only: this server has no settings for it. Absent otherwise. */
  isListedOnly?: true;
};

/** A route of the configuration as the browser may know it. */
export type CatalogueRoute = {
  /** `auto/name`. */
  ref: string;
  name: string;
  description: string | null;
  /** Refs of the models it tries when no rule fits, in order. */
  order: string[];
  /** Refs of all its models. */
  models: string[];
  /** One of them would be asked right now. */
  callable: boolean;
  /** Why not, and what to do; null when callable. */
  reason: string | null;
  /** What one of its models can. */
  imageInput: Stated;
  audioInput: Stated;
  pdfInput: Stated;
};

/** `GET /api/catalogue`. */
export type Catalogue = {
  providers: CatalogueProvider[];
  routes: CatalogueRoute[];
  models: CatalogueModel[];
  freshness: CatalogueFreshness;
};
