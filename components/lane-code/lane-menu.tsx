"use client";

import { Dropdown } from "@heroui/react/dropdown";
import { useEffect, useRef, useState } from "react";
import { Icon } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";

type LaneMenuProps = { onShow: (dialog: "import" | "copy") => void };

/** Import and copy; opens at once, because it is fetched when its button is pressed. */
export function LaneMenu({ onShow }: LaneMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    // The menu and the dialogs give the focus back to what had it before them: this button, not the one it replaced.
    button.current?.focus();
    setOpen(true);
  }, []);

  return (
    <Dropdown isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton ref={button} icon="more" label="Import and copy" />
      <Dropdown.Popover placement="top start" className="min-w-44 rounded-xl">
        <Dropdown.Menu
          aria-label="Import and copy"
          onAction={(key) => onShow(key === "import" ? "import" : "copy")}
        >
          <Dropdown.Item id="import" textValue="Import…">
            <Icon name="import" />
            Import…
          </Dropdown.Item>
          <Dropdown.Item id="copy" textValue="Copy as…">
            <Icon name="copy" />
            Copy as…
          </Dropdown.Item>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
