import { formatCount } from "@/lib/format-number";
import type { Route, RouteCondition } from "./route-schema";

/** What of a request its route may depend on. */
export type RequestFacts = {
  /** What the caller says of it, by name. */
  context: Readonly<Record<string, string>>;
  hasImages: boolean;
  needsTools: boolean;
  /** Estimated. */
  inputTokens: number;
};

/** Of a request that says and needs nothing. */
export const noFacts: RequestFacts = { context: {}, hasImages: false, needsTools: false, inputTokens: 0 };

type Chosen = {
  /** The rule that decided, in words; null when none fitted. */
  rule: string | null;
  /** Model refs in the order in which they are tried, each once. */
  refs: string[];
};

/** The models that a route tries for a request: those of the first rule that fits, else the default, then the fallbacks. */
export function chooseCandidates(route: Route, facts: RequestFacts): Chosen {
  const rule = route.rules.find(({ when }) => holds(when, facts));
  const first = [rule?.use ?? route.default].flat();
  return {
    rule: rule === undefined ? null : (rule.name ?? toRuleWords(rule.when)),
    refs: [...new Set([...first, ...route.fallbacks])],
  };
}

/** Every model that a route may come to. */
export function listRouteModels(route: Route): string[] {
  return [...new Set([route.default, ...route.rules.map(({ use }) => use), route.fallbacks].flat())];
}

function holds(
  { context = {}, images, tools, inputTokens = {} }: RouteCondition,
  facts: RequestFacts,
): boolean {
  const { over = -1, upTo = Number.POSITIVE_INFINITY } = inputTokens;
  return (
    Object.entries(context).every(([name, wanted]) => isOneOf(facts.context[name], wanted)) &&
    (images ?? facts.hasImages) === facts.hasImages &&
    (tools ?? facts.needsTools) === facts.needsTools &&
    facts.inputTokens > over &&
    facts.inputTokens <= upTo
  );
}

const isOneOf = (value: string | undefined, wanted: string | string[]) =>
  value !== undefined && [wanted].flat().includes(value);

/** A condition as its reader says it. */
function toRuleWords({ context = {}, images, tools, inputTokens = {} }: RouteCondition): string {
  const { over, upTo } = inputTokens;
  return [
    ...Object.entries(context).map(([name, wanted]) => `${name} is ${[wanted].flat().join(" or ")}`),
    ...(images === undefined ? [] : [images ? "has images" : "has no images"]),
    ...(tools === undefined ? [] : [tools ? "needs tools" : "needs no tools"]),
    ...(over === undefined ? [] : [`more than ${formatCount(over)} input tokens`]),
    ...(upTo === undefined ? [] : [`at most ${formatCount(upTo)} input tokens`]),
  ].join(", ");
}
