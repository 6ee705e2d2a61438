import { describe, expect, it } from "vitest";
import type { ExportedChat } from "./chat-export";
import { toMarkdown } from "./to-markdown";

type Message = ExportedChat["messages"][number];
type Metadata = NonNullable<Message["metadata"]>;

function exportOf(text: string, overrides: Partial<Metadata>): string {
  const metadata: Metadata = {
    runId: "run",
    turnId: "turn",
    model: "llama/m",
    modelName: "M",
    providerName: "Llama API",
    simulated: false,
    outcome: "complete",
    finishReason: "stop",
    usage: null,
    timing: { startedAt: 0, firstTokenMs: null, durationMs: null, outputTokensPerSecond: null },
    cost: { usd: null, status: "unknown", note: null },
    error: null,
    notices: [],
    ...overrides,
  };
  const message = (id: string, rest: Pick<Message, "parentId" | "role" | "parts" | "metadata">): Message => ({
    id,
    laneId: "lane",
    turnId: "turn",
    createdAt: 0,
    ...rest,
  });
  return toMarkdown({
    id: "chat",
    title: "A chat",
    createdAt: 0,
    updatedAt: 0,
    pinnedAt: null,
    lanes: [{ id: "lane", position: 0, model: "llama/m", settings: {}, leafId: "a" }],
    messages: [
      message("q", { parentId: null, role: "user", parts: [{ type: "text", text: "Hi?" }], metadata: null }),
      message("a", { parentId: "q", role: "assistant", parts: [{ type: "text", text }], metadata }),
    ],
  });
}

describe("a chat as Markdown", () => {
  it("has its messages and who wrote them", () => {
    expect(exportOf("Hello.", {})).toBe("# A chat\n\n**You**\n\nHi?\n\n---\n\n**M (llama/m)**\n\nHello.\n");
  });

  it("says of a failed answer what the provider said", () => {
    const error = {
      code: "rate_limited",
      title: "Llama API limits how often it can be asked.",
      advice: "Wait.",
      status: 429,
      providerMessage: "Rate limit\nreached",
      requestId: null,
      retryAt: null,
    };
    expect(exportOf("", { outcome: "failed", finishReason: null, error })).toContain(
      "**M (llama/m)**\n\n> **Failed**: Llama API limits how often it can be asked. (HTTP 429) The provider said: Rate limit reached\n",
    );
  });

  it("shows no status of a response that had begun well", () => {
    const error = {
      code: "connection_lost",
      title: "The connection to Llama API was lost.",
      advice: "Try again.",
      status: 200,
      providerMessage: null,
      requestId: null,
      retryAt: null,
    };
    expect(exportOf("Half", { outcome: "interrupted", finishReason: null, error })).toContain(
      "Half\n\n> **Interrupted**: The connection to Llama API was lost.\n",
    );
  });

  it("does not let an answer look whole that was stopped, cut off, or is still being written", () => {
    expect(exportOf("Half", { outcome: "stopped", finishReason: null })).toContain("Half\n\n> **Stopped**: ");
    expect(exportOf("Half", { finishReason: "length" })).toContain("Half\n\n> **Cut off**: ");
    expect(exportOf("Half", { outcome: "running", finishReason: null })).toContain("> **Running**: ");
  });

  it("says that an answer was simulated", () => {
    expect(exportOf("Hello.", { simulated: true })).toContain("**M (llama/m), simulated**");
  });
});
