import { describe, expect, it } from "vitest";
import { chooseCandidates, listRouteModels, type RequestFacts } from "./choose-candidates";
import { findInability } from "./find-inability";
import { readRequestContext } from "./request-context";
import { type RouteCondition, routeSchema } from "./route-schema";

const factsWith = (overrides: Partial<RequestFacts>): RequestFacts => ({
  context: {},
  hasImages: false,
  needsTools: false,
  inputTokens: 10,
  ...overrides,
});

const routeWith = (when: RouteCondition, rest: object = {}) =>
  routeSchema.parse({ default: "a/default", rules: [{ when, use: "a/chosen" }], ...rest });

describe("a route's choice", () => {
  const fits: [RouteCondition, Partial<RequestFacts>, string][] = [
    [{ context: { task: "complex" } }, { context: { task: "complex", tier: "x" } }, "task is complex"],
    [{ context: { task: ["a", "b"] } }, { context: { task: "b" } }, "task is a or b"],
    [{ images: true }, { hasImages: true }, "has images"],
    [{ tools: false }, {}, "needs no tools"],
    [{ inputTokens: { over: 9, upTo: 10 } }, {}, "more than 9 input tokens, at most 10 input tokens"],
    [{ images: true, tools: true }, { hasImages: true, needsTools: true }, "has images, needs tools"],
  ];

  it.each(fits)("%j fits a request of %j: %s", (when, facts, rule) => {
    expect(chooseCandidates(routeWith(when), factsWith(facts))).toEqual({ rule, refs: ["a/chosen"] });
  });

  const misfits: [RouteCondition, Partial<RequestFacts>][] = [
    [{ context: { task: "complex" } }, { context: { task: "Complex" } }],
    [{ context: { constructor: "x" } }, {}],
    [{ images: true }, {}],
    [{ images: false }, { hasImages: true }],
    [{ inputTokens: { over: 10 } }, {}],
    [{ inputTokens: { upTo: 9 } }, {}],
    [{ images: true, tools: true }, { hasImages: true }],
  ];

  it.each(misfits)("%j does not fit a request of %j", (when, facts) => {
    expect(chooseCandidates(routeWith(when), factsWith(facts))).toEqual({ rule: null, refs: ["a/default"] });
  });

  it("tries each model once: those of the rule, then the fallbacks", () => {
    const route = routeWith(
      { tools: true },
      { default: ["a/b", "a/c"], fallbacks: ["a/c", "a/chosen", "a/d"] },
    );
    expect(chooseCandidates(route, factsWith({})).refs).toEqual(["a/b", "a/c", "a/chosen", "a/d"]);
    expect(chooseCandidates(route, factsWith({ needsTools: true })).refs).toEqual(["a/chosen", "a/c", "a/d"]);
    expect(listRouteModels(route).toSorted()).toEqual(["a/b", "a/c", "a/chosen", "a/d"]);
  });
});

describe("what is known against a model", () => {
  const model = { imageInput: null, toolUse: null, contextTokens: null };

  it("is nothing while nobody states it", () => {
    const facts = factsWith({ hasImages: true, needsTools: true, inputTokens: 1e9 });
    expect(findInability(model, facts)).toBeNull();
    expect(findInability(null, facts)).toBeNull();
  });

  it("is named", () => {
    expect(findInability({ ...model, imageInput: false }, factsWith({ hasImages: true }))).toBe(
      "takes no images",
    );
    expect(findInability({ ...model, toolUse: false }, factsWith({ needsTools: true }))).toBe(
      "calls no tools",
    );
    expect(findInability({ ...model, maxInputTokens: 9 }, factsWith({}))).toBe(
      "takes 9 tokens of input only",
    );
    expect(findInability({ ...model, contextTokens: 9 }, factsWith({}))).toBe(
      "has a context of 9 tokens only",
    );
  });
});

describe("what a caller says of its request", () => {
  it("is read from the header, which wins, and from the metadata", () => {
    expect(
      readRequestContext({
        header: " task=complex; tier = a%2Cb ,broken, empty=,percent=100%",
        metadata: { task: "simple", user: "u", count: 3 },
      }),
    ).toEqual({ task: "complex", tier: "a,b", user: "u", percent: "100%" });
  });

  it.each([null, undefined, 3, "text", []])("is nothing with %j", (metadata) => {
    expect(readRequestContext({ header: null, metadata })).toEqual({});
  });
});
