"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { Icon } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";
import { withoutTool, withTool } from "@/lib/tools/change-tools";
import type { FunctionTool, LaneTool } from "@/lib/tools/lane-tool";
import { FunctionForm } from "./function-form";
import { ToolChoiceRow, withAsk } from "./tool-choice-row";

type FunctionToolsProps = { tools: readonly LaneTool[]; onChange: (tools: LaneTool[]) => void };

/** The lane's functions that exist as descriptions, and the way to add some. */
export function FunctionTools({ tools, onChange }: FunctionToolsProps) {
  /** The name of the function being changed; "" for a new one. */
  const [editing, setEditing] = useState<string | null>(null);
  const functions = tools.filter((tool) => tool.kind === "function");

  function save(before: FunctionTool | null, saved: FunctionTool[]) {
    const others = before === null ? [...tools] : withoutTool(tools, before);
    onChange(saved.reduce<LaneTool[]>((all, tool) => withTool(all, tool), others));
    setEditing(null);
  }

  return (
    <>
      <ul className="divide-y divide-separator">
        {functions.map((tool) =>
          editing === tool.name ? (
            <li key={tool.name}>
              <FunctionForm
                tool={tool}
                onSave={(saved) => save(tool, saved)}
                onCancel={() => setEditing(null)}
              />
            </li>
          ) : (
            <ToolChoiceRow
              key={tool.name}
              title={tool.name}
              description={toWords(tool)}
              chosen
              asks={tool.result === undefined ? null : (tool.ask ?? false)}
              onChoose={() => onChange(withoutTool(tools, tool))}
              onAsk={(ask) => onChange(withTool(tools, withAsk(tool, ask)))}
            >
              <IconButton icon="edit" label={`Edit ${tool.name}`} onPress={() => setEditing(tool.name)} />
            </ToolChoiceRow>
          ),
        )}
      </ul>
      {editing === "" ? (
        <FunctionForm tool={null} onSave={(saved) => save(null, saved)} onCancel={() => setEditing(null)} />
      ) : (
        <Button size="sm" variant="tertiary" className="mt-2" onPress={() => setEditing("")}>
          <Icon name="plus" />
          Add functions
        </Button>
      )}
    </>
  );
}

function toWords({ description, result }: FunctionTool): string {
  const returns = result === undefined ? "You are asked for its result." : "Returns the result you typed.";
  return description === undefined ? returns : `${description} — ${returns}`;
}
