"use client";

import { Dropdown } from "@heroui/react/dropdown";
import { type Key, useEffect, useRef, useState } from "react";
import { Icon, type IconName } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";

/** What opens a dialog of its own. */
export type LaneDialog = "presets" | "import" | "copy" | "cost";

/** Something else that can be done with a lane. */
export type LaneMenuAction = {
  id: string;
  label: string;
  icon: IconName;
  isDisabled?: boolean;
  run: () => void;
};

type LaneMenuProps = {
  label: string;
  actions: readonly LaneMenuAction[];
  onShow: (dialog: LaneDialog) => void;
};

/** What can be done with a lane; opens at once, because it is fetched when its button is pressed. */
export function LaneMenu({ label, actions, onShow }: LaneMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    // The menu and the dialogs give the focus back to what had it before them: this button, not the one it replaced.
    button.current?.focus();
    setOpen(true);
  }, []);

  function handleAction(key: Key) {
    if (key === "presets" || key === "import" || key === "copy" || key === "cost") onShow(key);
    else actions.find(({ id }) => id === key)?.run();
  }

  return (
    <Dropdown isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton ref={button} icon="more" label={label} />
      <Dropdown.Popover placement="top start" className="min-w-44 rounded-xl">
        <Dropdown.Menu aria-label={label} onAction={handleAction}>
          {actions.map(({ id, label: name, icon, isDisabled = false }) => (
            <Dropdown.Item key={id} id={id} textValue={name} isDisabled={isDisabled}>
              <Icon name={icon} />
              {name}
            </Dropdown.Item>
          ))}
          <Dropdown.Item id="presets" textValue="Presets…">
            <Icon name="pin" />
            Presets…
          </Dropdown.Item>
          <Dropdown.Item id="import" textValue="Import…">
            <Icon name="import" />
            Import…
          </Dropdown.Item>
          <Dropdown.Item id="copy" textValue="Copy as…">
            <Icon name="copy" />
            Copy as…
          </Dropdown.Item>
          <Dropdown.Item id="cost" textValue="What would it have cost…">
            <Icon name="usage" />
            What would it have cost…
          </Dropdown.Item>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
