"use client";

import { Dropdown } from "@heroui/react/dropdown";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "@/components/icons/icon-button";

const counts = [3, 5, 10];

/** How often the same is asked again; opens at once, because it is fetched when its button is pressed. */
export function RepeatMenu({ onRepeat }: { onRepeat: (count: number) => void }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    // The menu gives the focus back to what had it before: this button, not the one it replaced.
    button.current?.focus();
    setOpen(true);
  }, []);

  return (
    <Dropdown isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton ref={button} icon="repeat" label="Repeat" />
      <Dropdown.Popover placement="top start" className="min-w-48 rounded-xl">
        <Dropdown.Menu aria-label="Repeat" onAction={(key) => onRepeat(Number(key))}>
          {counts.map((count) => (
            <Dropdown.Item key={count} id={count} textValue={`${count} times more`}>
              {count} times more
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
