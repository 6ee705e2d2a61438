"use client";

import { Button } from "@heroui/react/button";
import { type DragEvent, useId, useRef, useState } from "react";
import { readTextFile } from "./read-text-file";

type ImportFieldProps = {
  text: string;
  /** What is wrong with the text, and where; null when nothing is. */
  problem: string | null;
  onChange: (text: string) => void;
};

const hint =
  "cURL; Python or JavaScript with openai; the AI SDK; the JSON of a request; Haystack’s generator as Python, JSON or YAML; a Mastra agent or its model; a preset of Switchyard; a model string such as wandb/Qwen/Qwen3-235B-A22B-Instruct-2507.";

/** Where code is pasted, dropped or opened. The text stays, whatever is wrong with it. */
export function ImportField({ text, problem, onChange }: ImportFieldProps) {
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const shown = fileProblem ?? problem;

  async function open(chosen: File | undefined) {
    if (chosen === undefined) return;
    const read = await readTextFile(chosen);
    setFileProblem(read.problem);
    if (read.problem === null) onChange(read.text);
  }

  function handleDrop(event: DragEvent) {
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped === undefined) return;
    event.preventDefault();
    void open(dropped);
  }

  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between gap-3">
        <label htmlFor={id} className="text-sm font-medium text-foreground">
          Code, or a file dropped here
        </label>
        <input
          ref={file}
          type="file"
          hidden
          onChange={(event) => {
            void open(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Button size="sm" variant="tertiary" onPress={() => file.current?.click()}>
          Open a file
        </Button>
      </div>
      <textarea
        id={id}
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to paste into it
        autoFocus
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-invalid={shown !== null}
        aria-describedby={`${id}-${shown === null ? "hint" : "problem"}`}
        className={`min-h-40 w-full resize-y rounded-lg border bg-field px-3 py-2 font-mono text-base outline-none sm:text-[0.8125rem] sm:leading-normal ${text === "" ? "h-[40dvh] sm:h-40" : "h-[30dvh] sm:h-56"} ${shown === null ? "border-border focus:border-focus" : "border-danger"} ${isOver ? "bg-accent-soft" : ""}`}
        value={text}
        onChange={(event) => {
          setFileProblem(null);
          onChange(event.target.value);
        }}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes("Files")) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={handleDrop}
      />
      {shown === null ? (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint} Keys are never taken: name their variables.
        </p>
      ) : (
        <p id={`${id}-problem`} role="alert" className="text-sm wrap-break-word text-danger">
          {shown}
        </p>
      )}
    </div>
  );
}
