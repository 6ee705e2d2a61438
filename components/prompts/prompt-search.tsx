"use client";

import { Button } from "@heroui/react/button";
import { Input } from "@heroui/react/input";
import { useEffect, useId, useRef, useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { Icon } from "@/components/icons/icon";
import { toOptionKeys } from "@/components/models/option-keys";
import { DeletedName } from "@/components/workspace/deleted-name";
import type { Prompt, PromptKind } from "@/lib/prompts/prompt-schema";
import { searchPrompts } from "@/lib/prompts/search-prompts";
import { PromptOption } from "./prompt-option";
import { setPromptDeleted } from "./prompt-store";

type PromptSearchProps = {
  /** null before they were read. */
  prompts: readonly Prompt[] | null;
  problem: string | null;
  /** Prompts of this kind come first. */
  wanted: PromptKind;
  search: string;
  onSearch: (search: string) => void;
  onUse: (prompt: Prompt) => void;
  /** null for a new one. */
  onEdit: (prompt: Prompt | null) => void;
};

/** The prompts that a search finds, one of them chosen by arrows: Enter uses it. */
export function PromptSearch(props: PromptSearchProps) {
  const { prompts, problem, wanted, search, onSearch, onUse, onEdit } = props;
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState(0);
  const [note, setNote] = useState<{ deleted: Prompt } | { problem: string } | null>(null);
  const found = searchPrompts(prompts ?? [], search).toSorted(
    (a, b) => Number(b.kind === wanted) - Number(a.kind === wanted),
  );
  const chosen = found[Math.min(at, found.length - 1)] ?? null;
  const toId = ({ id }: Prompt) => `${listId}-${id}`;

  useEffect(() => field.current?.focus(), []);

  function move(next: number) {
    setAt(next);
    const option = found[next];
    if (option !== undefined) document.getElementById(toId(option))?.scrollIntoView({ block: "nearest" });
  }

  async function change(prompt: Prompt, deleted: boolean) {
    setNote(null);
    try {
      await setPromptDeleted(prompt.id, deleted);
      if (deleted) setNote({ deleted: prompt });
    } catch (error) {
      setNote({ problem: toRefusal(error).text });
    }
    field.current?.focus();
  }

  return (
    <>
      <div className="px-5 pt-4 pb-2">
        <Input
          ref={field}
          fullWidth
          role="combobox"
          dir="auto"
          aria-label="Search prompts"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosen === null ? undefined : toId(chosen)}
          placeholder="Search titles and texts"
          autoComplete="off"
          spellCheck={false}
          value={search}
          onChange={(event) => {
            onSearch(event.target.value);
            setAt(0);
          }}
          onKeyDown={toOptionKeys({
            active: Math.max(0, Math.min(at, found.length - 1)),
            count: found.length,
            onMove: move,
            onEnter: () => chosen !== null && onUse(chosen),
          })}
        />
      </div>
      {problem !== null && (
        <p role="alert" className="px-5 py-2 text-sm text-danger">
          {problem}
        </p>
      )}
      <div
        id={listId}
        role="listbox"
        aria-label="Prompts"
        tabIndex={-1}
        className="relative overflow-y-auto overscroll-contain px-3 outline-none not-empty:min-h-24 not-empty:flex-1 not-empty:pb-2"
      >
        {found.map((prompt, index) => (
          <PromptOption
            key={prompt.id}
            id={toId(prompt)}
            prompt={prompt}
            isChosen={prompt === chosen}
            onPoint={() => setAt(index)}
            onUse={() => onUse(prompt)}
          />
        ))}
      </div>
      {prompts !== null && found.length === 0 && <Nothing hasPrompts={prompts.length > 0} />}
      <footer className="flex shrink-0 flex-wrap items-center gap-2 border-t border-separator px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <Button size="sm" variant="tertiary" onPress={() => onEdit(null)}>
          <Icon name="plus" />
          New prompt
        </Button>
        {chosen !== null && (
          <>
            <Button
              size="sm"
              variant="ghost"
              aria-label={`Change ${chosen.title}`}
              onPress={() => onEdit(chosen)}
            >
              Change
            </Button>
            <Button
              size="sm"
              variant="ghost"
              aria-label={`Delete ${chosen.title}`}
              onPress={() => void change(chosen, true)}
            >
              Delete
            </Button>
          </>
        )}
        <div role="status" className="min-w-0 flex-1 text-right text-sm wrap-anywhere">
          {note !== null && "problem" in note && <span className="text-danger">{note.problem}</span>}
          {note !== null && "deleted" in note && (
            <span className="flex min-w-0 items-center justify-end gap-2">
              <DeletedName name={note.deleted.title} />
              <Button size="sm" variant="tertiary" onPress={() => void change(note.deleted, false)}>
                Undo
              </Button>
            </span>
          )}
        </div>
      </footer>
    </>
  );
}

function Nothing({ hasPrompts }: { hasPrompts: boolean }) {
  return (
    <div className="flex-1 px-5 pt-1 pb-4">
      <p className="rounded-xl border border-dashed border-border px-4 py-6 text-center text-sm text-balance text-muted">
        {hasPrompts
          ? "No prompt has all of these words."
          : "Save what you ask again and again. {{name}} in a prompt asks for a value each time it is used; typing / in an empty message opens this list."}
      </p>
    </div>
  );
}
