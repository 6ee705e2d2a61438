"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { JsonEditor } from "@/components/json-editor/json-editor";
import type { FunctionTool } from "@/lib/tools/lane-tool";
import { formatFunction, parseFunctions } from "@/lib/tools/parse-functions";
import { readTypedResult } from "@/lib/tools/read-typed-result";

const example = `{
  "name": "get_weather",
  "description": "The weather in a city",
  "parameters": {
    "type": "object",
    "properties": { "city": { "type": "string" } },
    "required": ["city"]
  }
}`;

type FunctionFormProps = {
  /** The function being changed; null for new ones. */
  tool: FunctionTool | null;
  onSave: (functions: FunctionTool[]) => void;
  onCancel: () => void;
};

/** Functions as JSON, in any of the forms in which APIs write them, and what their calls return. */
export function FunctionForm({ tool, onSave, onCancel }: FunctionFormProps) {
  const [text, setText] = useState(tool === null ? "" : formatFunction(tool));
  const [result, setResult] = useState(tool?.result === undefined ? "" : toText(tool.result));
  const [tried, setTried] = useState(false);
  const parsed = parseFunctions(text);

  function save() {
    setTried(true);
    if (parsed.problem !== null) return;
    const typed = result.trim() === "" ? {} : { result: readTypedResult(result) };
    const ask = tool?.ask === undefined ? {} : { ask: tool.ask };
    onSave(parsed.functions.map((read) => ({ ...read, ...typed, ...ask })));
  }

  return (
    <div className="mt-2 flex flex-col gap-4 rounded-lg border border-border p-3.5">
      <JsonEditor
        label={tool === null ? "Functions" : "Function"}
        hint="As JSON: one function or several, as OpenAI, Anthropic or MCP write them. Nothing is run: a description is all there is."
        value={text}
        onChange={setText}
        problem={tried ? parsed.problem : null}
      />
      {text === "" && (
        <Button size="sm" variant="ghost" className="self-start" onPress={() => setText(example)}>
          Start from an example
        </Button>
      )}
      <JsonEditor
        label="What each call returns"
        hint="JSON or plain text. Left empty, the answer waits at each call until you type a result."
        value={result}
        onChange={setResult}
        height="min-h-16"
      />
      <div className="flex gap-2">
        <Button size="sm" variant="primary" onPress={save}>
          {tool === null ? "Add" : "Save"}
        </Button>
        <Button size="sm" variant="ghost" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

function toText(result: unknown): string {
  return typeof result === "string" ? result : JSON.stringify(result, null, 2);
}
