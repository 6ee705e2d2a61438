import { type LaneTool, toFunctionName } from "./lane-tool";

const isSame = (a: LaneTool, b: LaneTool) => toFunctionName(a) === toFunctionName(b);

/** The tools with this one: in the place of the one that had its name, or at the end. */
export function withTool(tools: readonly LaneTool[], tool: LaneTool): LaneTool[] {
  const place = tools.findIndex((other) => isSame(other, tool));
  return place < 0 ? [...tools, tool] : tools.with(place, tool);
}

export function withoutTool(tools: readonly LaneTool[], tool: LaneTool): LaneTool[] {
  return tools.filter((other) => !isSame(other, tool));
}

/** The tool as the lane has it; undefined when it does not. */
export function findTool(tools: readonly LaneTool[], tool: LaneTool): LaneTool | undefined {
  return tools.find((other) => isSame(other, tool));
}
