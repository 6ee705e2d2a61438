import "server-only";
import {
  InvalidToolInputError,
  isStepCount,
  type ModelMessage,
  type ToolCallRepairFunction,
  type ToolChoice,
  type ToolSet,
} from "ai";
import { defaultMaxSteps } from "@/lib/tools/lane-tool";
import type { RunTools } from "./create-run-tools";
import type { RunPlan } from "./run-plan";

type Step = { stepNumber: number; messages: ModelMessage[] };
type ToolUse = {
  settings: RunPlan["settings"];
  /** Told before each request, which is not sent when it throws. */
  beforeStep: (step: Step) => Promise<void>;
  /** Told of each call whose arguments could not be read, while its request is the last. */
  onUnread: (toolCallId: string) => void;
  /** No request follows when this is true at the end of one. */
  isOver: () => boolean;
};

/** How the SDK uses a run's tools. One that must be called is called once: after that the model may answer. */
export function toToolOptions({ tools }: RunTools, { settings, beforeStep, onUnread, isOver }: ToolUse) {
  const { toolChoice, maxSteps } = settings;
  const isForced = toolChoice !== undefined && toolChoice !== "auto" && toolChoice !== "none";
  return {
    tools,
    ...(toolChoice === undefined ? {} : { toolChoice: toToolChoice(toolChoice) }),
    prepareStep: async (step: Step) => {
      await beforeStep(step);
      return isForced && step.stepNumber > 0 ? { toolChoice: "auto" as const } : {};
    },
    stopWhen: [isStepCount(maxSteps ?? defaultMaxSteps), isOver],
    repairToolCall: noteUnread(onUnread),
  };
}

/** Repairs nothing: arguments that nobody wrote are not to be acted on. */
function noteUnread(onUnread: ToolUse["onUnread"]): ToolCallRepairFunction<ToolSet> {
  return async ({ toolCall, error }) => {
    if (InvalidToolInputError.isInstance(error)) onUnread(toolCall.toolCallId);
    return null;
  };
}

function toToolChoice(choice: string): ToolChoice<ToolSet> {
  if (choice === "auto" || choice === "none" || choice === "required") return choice;
  return { type: "tool", toolName: choice };
}
