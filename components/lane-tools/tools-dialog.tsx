"use client";

import type { ReactNode } from "react";
import { DialogFrame } from "@/components/lane-code/dialog-frame";
import { findTool, withoutTool, withTool } from "@/lib/tools/change-tools";
import type { LaneTool } from "@/lib/tools/lane-tool";
import { FunctionTools } from "./function-tools";
import { ServerTools } from "./server-tools";
import { ToolChoiceRow, withAsk } from "./tool-choice-row";
import { useToolOffer } from "./use-tool-offer";

type ToolsDialogProps = {
  tools: readonly LaneTool[];
  onChange: (tools: LaneTool[]) => void;
  isOpen: boolean;
  onClose: () => void;
};

/** Chooses the tools that a lane offers its model. What is chosen holds from the next message on. */
export function ToolsDialog({ tools, onChange, isOpen, onClose }: ToolsDialogProps) {
  return (
    <DialogFrame title="Tools" isOpen={isOpen} onClose={onClose}>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-4 pb-6">
        <p className="text-[0.8125rem] text-muted">
          The model decides whether it calls them. Results go back to it until it answers.
        </p>
        <Offered tools={tools} onChange={onChange} />
      </div>
    </DialogFrame>
  );
}

function Offered({ tools, onChange }: Pick<ToolsDialogProps, "tools" | "onChange">) {
  const state = useToolOffer();
  return (
    <>
      <Part title="Built in">
        {state.kind === "known" && (
          <ul className="divide-y divide-separator">
            {state.offer.builtIn.map(({ name, description }) => {
              const own: LaneTool = { kind: "built-in", name };
              const found = findTool(tools, own);
              const isOwn = found?.kind === "built-in";
              return (
                <ToolChoiceRow
                  key={name}
                  title={name}
                  description={description}
                  chosen={isOwn}
                  asks={found?.ask ?? false}
                  onChoose={(chosen) => onChange(chosen ? withTool(tools, own) : withoutTool(tools, own))}
                  onAsk={(ask) => onChange(withTool(tools, withAsk(own, ask)))}
                />
              );
            })}
          </ul>
        )}
      </Part>
      <Part title="Functions">
        <FunctionTools tools={tools} onChange={onChange} />
      </Part>
      <Part title="MCP servers">
        {state.kind === "known" &&
          state.offer.servers.map((server) => (
            <ServerTools key={server.name} server={server} tools={tools} onChange={onChange} />
          ))}
        {state.kind === "known" && state.offer.servers.length === 0 && <NoServers />}
        {state.kind === "loading" && <p className="mt-1 text-xs text-muted">Asking the servers…</p>}
        {state.kind === "failed" && <p className="mt-1 text-xs text-danger">{state.problem}</p>}
      </Part>
      <Lost tools={tools} onChange={onChange} state={state} />
    </>
  );
}

function NoServers() {
  return (
    <p className="mt-1 text-xs text-muted">
      None is configured. Name one under <code className="font-mono">mcpServers</code> in
      switchyard.config.json, with a <code className="font-mono">url</code> or a{" "}
      <code className="font-mono">command</code>, and restart.
    </p>
  );
}

type LostProps = Pick<ToolsDialogProps, "tools" | "onChange"> & { state: ReturnType<typeof useToolOffer> };

/** Tools that the lane has and no server offers (any more): they can only be taken away. */
function Lost({ tools, onChange, state }: LostProps) {
  if (state.kind !== "known") return null;
  const lost = tools.filter((tool) => {
    if (tool.kind !== "mcp") return false;
    const server = state.offer.servers.find(({ name }) => name === tool.server);
    return (
      server === undefined || (server.tools !== null && !server.tools.some(({ name }) => name === tool.name))
    );
  });
  if (lost.length === 0) return null;
  return (
    <Part title="Not offered any more">
      <ul className="divide-y divide-separator">
        {lost.map((tool) => (
          <ToolChoiceRow
            key={tool.name}
            title={tool.name}
            description={tool.kind === "mcp" ? `It was a tool of the MCP server ${tool.server}.` : null}
            chosen
            asks={tool.ask ?? true}
            onChoose={() => onChange(withoutTool(tools, tool))}
            onAsk={(ask) => onChange(withTool(tools, withAsk(tool, ask)))}
          />
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mt-5">
      <h3 className="text-sm font-semibold text-foreground">{title}</h3>
      {children}
    </section>
  );
}
