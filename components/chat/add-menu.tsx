"use client";

import { Dropdown } from "@heroui/react/dropdown";
import { type Key, useEffect, useRef, useState } from "react";
import { Icon } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";
import type { HandwrittenMessage } from "./by-hand";
import { focusComposer } from "./focus-composer";

export type AddMenuProps = {
  /** Nothing is written or attached: there is nothing to add. */
  isEmpty: boolean;
  hasFiles: boolean;
  onAdd: (role: HandwrittenMessage["role"]) => void;
  onSystemPrompt: () => void;
};

/** Adds what is written without asking a model; opens at once, because it is fetched when its button is pressed. */
export function AddMenu({ isEmpty, hasFiles, onAdd, onSystemPrompt }: AddMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const isAdded = useRef(false);

  useEffect(() => {
    button.current?.focus();
    setOpen(true);
  }, []);

  function handleAction(key: Key) {
    if (key === "system") onSystemPrompt();
    else {
      isAdded.current = true;
      onAdd(key === "assistant" ? "assistant" : "user");
    }
  }

  /** The closed menu gives the focus back to its button; after a message comes the next one. */
  function passFocusOn() {
    if (!isAdded.current) return;
    isAdded.current = false;
    focusComposer();
  }

  return (
    <Dropdown isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton
        ref={button}
        icon="chevron-down"
        label="Add without running"
        onFocus={passFocusOn}
        className="-mr-1 w-7 text-muted"
      />
      <Dropdown.Popover placement="top end" className="min-w-60 rounded-xl">
        <Dropdown.Menu
          aria-label="Add without running"
          onAction={handleAction}
          disabledKeys={isEmpty ? ["user", "assistant"] : hasFiles ? ["assistant"] : []}
        >
          <Dropdown.Item id="user" textValue="Add as your message">
            <Icon name="plus" />
            Add as your message
          </Dropdown.Item>
          <Dropdown.Item id="assistant" textValue="Add as an answer">
            <Icon name="edit" />
            Add as an answer
          </Dropdown.Item>
          <Dropdown.Item id="system" textValue="System prompt…">
            <Icon name="settings" />
            System prompt…
          </Dropdown.Item>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
