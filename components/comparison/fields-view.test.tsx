import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { ComparedAnswer } from "@/lib/comparison/compared-answer";
import type { StructuredResult } from "@/lib/runs/structured-result";
import { FieldsView } from "./fields-view";

function answerWith(number: number, text: string, structured: StructuredResult): ComparedAnswer {
  return {
    number,
    text,
    settings: {},
    question: "where?",
    earlierMessages: 0,
    history: [],
    hadMore: false,
    metadata: {
      runId: `run-${number}`,
      turnId: "turn",
      model: "demo/json",
      modelName: "JSON",
      providerName: "Demo",
      simulated: true,
      outcome: "complete",
      finishReason: "stop",
      usage: null,
      timing: { startedAt: 0, firstTokenMs: null, durationMs: null, outputTokensPerSecond: null },
      cost: { usd: null, status: "simulated", note: null },
      error: null,
      notices: [],
      structured,
    },
  };
}

describe("fields of JSON answers", () => {
  it("say whose answer is valid, where another one first fails, and mark what differs", () => {
    const html = renderToStaticMarkup(
      <FieldsView
        answers={[
          answerWith(1, '{"city":"Paris","people":[1,2]}', { outcome: "valid" }),
          answerWith(2, '{"city":"Paris","people":[1,"two"]}', {
            outcome: "invalid",
            path: "$.people[1]",
            message: "must be integer",
          }),
          answerWith(3, "Sorry, no.", { outcome: "not-json", line: 1, column: 1, expected: "a value" }),
        ]}
      />,
    );
    expect(html).toContain(">valid<");
    expect(html).toContain("invalid: $.people[1] must be integer");
    expect(html).toContain("not JSON: line 1, column 1");
    // One lane lacks city and the first of people; of the second all three say something else.
    expect(html.match(/<mark/g)).toHaveLength(5);
    expect(html.match(/sr-only">invalid/g)).toHaveLength(1);
  });
});
