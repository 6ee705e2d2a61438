"use client";

import { Dropdown } from "@heroui/react/dropdown";
import { Icon } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";

type ChatMenuProps = { title: string; onRename: () => void; onDelete: () => void };

/** Rename and delete; open from the start, because it is fetched when its button is pressed. */
export function ChatMenu({ title, onRename, onDelete }: ChatMenuProps) {
  return (
    <Dropdown defaultOpen>
      <IconButton icon="more" label={`Options for ${title}`} />
      <Dropdown.Popover placement="bottom end" className="min-w-40 rounded-xl">
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
