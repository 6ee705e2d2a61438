"use client";

import { findTool, withoutTool, withTool } from "@/lib/tools/change-tools";
import type { LaneTool } from "@/lib/tools/lane-tool";
import type { ToolServer } from "@/lib/tools/tool-offer";
import { ToolChoiceRow, withAsk } from "./tool-choice-row";

type ServerToolsProps = {
  server: ToolServer;
  tools: readonly LaneTool[];
  onChange: (tools: LaneTool[]) => void;
};

/** The tools of one MCP server, or why there are none. */
export function ServerTools({ server, tools, onChange }: ServerToolsProps) {
  const { name, trusted, asking, problem } = server;
  const listed = server.tools ?? [];
  return (
    <section aria-label={`MCP server ${name}`}>
      <h4 className="mt-3 flex items-baseline gap-2 text-[0.8125rem] font-medium text-foreground">
        {name}
        <span className="text-xs font-normal text-muted">
          {problem !== null
            ? "cannot be used"
            : trusted
              ? "trusted: called without asking"
              : "asks before each call"}
        </span>
      </h4>
      {problem !== null && <p className="mt-1 text-xs wrap-anywhere text-danger">{problem}</p>}
      {asking && (
        <p role="status" className="mt-1 text-xs text-muted">
          Asking it…
        </p>
      )}
      {problem === null && !asking && listed.length === 0 && (
        <p className="mt-1 text-xs text-muted">It offers no tools.</p>
      )}
      <ul className="divide-y divide-separator">
        {listed.map(({ name: toolName, description }) => {
          const own: LaneTool = { kind: "mcp", server: name, name: toolName };
          const found = findTool(tools, own);
          return (
            <ToolChoiceRow
              key={toolName}
              title={toolName}
              description={description}
              chosen={found !== undefined}
              asks={found?.ask ?? !trusted}
              onChoose={(chosen) => onChange(chosen ? withTool(tools, own) : withoutTool(tools, own))}
              onAsk={(ask) => onChange(withTool(tools, withAsk(found ?? own, ask)))}
            />
          );
        })}
      </ul>
    </section>
  );
}
