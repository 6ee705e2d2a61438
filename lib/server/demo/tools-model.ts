import "server-only";
import type { DemoAnswer, DemoCall, DemoModel } from "./demo-answer";
import { type DemoMessage, type DemoRequest, type DemoTool, messageText } from "./demo-request";
import { fillSchema } from "./fill-schema";
import { quotePrompt } from "./quote-prompt";

const pace = { tokensPerSecond: 70, firstTokenMs: 250 };
const mostParallel = 2;

/** Calls the tools it is offered, two at once where two fit; with their results it answers. */
export const answerAsTools: DemoModel = (request): DemoAnswer => {
  const results = resultsSincePrompt(request.messages);
  if (results.length > 0) return { ...pace, text: reportResults(results) };
  const tools = chooseTools(request);
  if (tools.length === 0) return { ...pace, text: explainNoTools(request) };
  const names = tools.map((tool) => `\`${tool.name}\``).join(" and ");
  return {
    ...pace,
    text: `I am a simulated model, and I was offered ${countTools(request.tools.length)}. I will call ${names}.`,
    calls: tools.map((tool) => toCall(tool, request.prompt)),
  };
};

/** Those the prompt speaks of first; one where the request insists on one. */
function chooseTools({ tools, toolChoice, prompt }: DemoRequest): DemoTool[] {
  if (toolChoice === "none") return [];
  const chosen = tools.filter((tool) => tool.name === toolChoice);
  if (chosen.length > 0) return chosen.slice(0, 1);
  const spoken = new Set(toWords(prompt));
  const score = (tool: DemoTool) =>
    toWords(`${tool.name} ${tool.description ?? ""}`).filter((word) => word.length > 2 && spoken.has(word))
      .length;
  const ranked = [...tools].sort((a, b) => score(b) - score(a));
  const fitting = ranked.filter((tool) => score(tool) > 0);
  return (fitting.length > 0 ? fitting : ranked).slice(0, mostParallel);
}

function toWords(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
}

function toCall(tool: DemoTool, prompt: string): DemoCall {
  const value = tool.parameters ? fillSchema(tool.parameters, guessSubject(prompt)) : {};
  return { name: tool.name, arguments: JSON.stringify(value ?? {}) };
}

/** What the prompt is about, short enough for an argument: a sum, a name, or its words. */
function guessSubject(prompt: string): string {
  const sum = /\d[\d\s.()]*[-+*/^][-+*/^\d\s.()]*\d\)?/.exec(prompt)?.[0];
  const name = /(?:^|\s)(?:in|for|of|about|at)\s+(\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)*)/u.exec(
    prompt,
  )?.[1];
  return (sum ?? name ?? prompt.replace(/\s+/g, " ")).trim().slice(0, 80);
}

type ToolResult = { name: string; arguments: string; result: string };

function resultsSincePrompt(messages: DemoMessage[]): ToolResult[] {
  const since = messages.slice(messages.findLastIndex((message) => message.role === "user") + 1);
  const calls = since.flatMap((message) => message.tool_calls ?? []);
  return since
    .filter((message) => message.role === "tool")
    .map((message) => {
      const call = calls.find((made) => made.id === message.tool_call_id);
      return {
        name: call?.function.name ?? "tool",
        arguments: call?.function.arguments ?? "",
        result: messageText(message),
      };
    });
}

function reportResults(results: ToolResult[]): string {
  const parts = results.map(
    ({ name, result }) => `**${name}** answered:\n\n\`\`\`json\n${result.slice(0, 2000)}\n\`\`\``,
  );
  const many = results.length === 1 ? "The tool has" : `All ${results.length} tools have`;
  return `${many} answered. I am simulated, so I repeat the results instead of drawing conclusions:\n\n${parts.join("\n\n")}\n`;
}

function explainNoTools({ tools, prompt }: DemoRequest): string {
  const reason =
    tools.length === 0
      ? "I was offered no tools with this request, so there is nothing I could call."
      : `I was offered ${countTools(tools.length)}, but told to call none.`;
  return `I am a simulated model that calls tools. ${reason}\n\nYour message was:\n\n> ${quotePrompt(prompt)}\n\nOffer me a tool and I will call it with arguments that fit its schema, then answer with what it returned.\n`;
}

function countTools(count: number): string {
  return count === 1 ? "one tool" : `${count} tools`;
}
