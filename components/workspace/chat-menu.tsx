"use client";

import { Button } from "@heroui/react/button";
import { Dropdown } from "@heroui/react/dropdown";
import { Icon } from "@/components/icons/icon";

type ChatMenuProps = { title: string; onRename: () => void; onDelete: () => void };

/** Rename and delete; open from the start, because it is fetched when its button is pressed. */
export function ChatMenu({ title, onRename, onDelete }: ChatMenuProps) {
  return (
    <Dropdown defaultOpen>
      <Button isIconOnly size="sm" variant="ghost" className="text-muted" aria-label={`Options for ${title}`}>
        <Icon name="more" />
      </Button>
      <Dropdown.Popover placement="bottom end">
        <Dropdown.Menu onAction={(key) => (key === "rename" ? onRename() : onDelete())}>
          <Dropdown.Item id="rename" textValue="Rename">
            <Icon name="edit" />
            Rename
          </Dropdown.Item>
          <Dropdown.Item id="delete" textValue="Delete" variant="danger">
            <Icon name="trash" />
            Delete
          </Dropdown.Item>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}
