"use client";

import { Dropdown } from "@heroui/react/dropdown";
import { Icon } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";

type ChatMenuProps = {
  title: string;
  pinned: boolean;
  onPin: () => void;
  onRename: () => void;
  onExport: (format: "json" | "markdown") => void;
  onDelete: () => void;
};

/** What can be done with a chat; open from the start, because it is fetched when its button is pressed. */
export function ChatMenu({ title, pinned, onPin, onRename, onExport, onDelete }: ChatMenuProps) {
  const actions: Record<string, () => void> = {
    pin: onPin,
    rename: onRename,
    json: () => onExport("json"),
    markdown: () => onExport("markdown"),
    delete: onDelete,
  };
  return (
    <Dropdown defaultOpen>
      <IconButton icon="more" label={`Options for ${title}`} />
      <Dropdown.Popover placement="bottom end" className="min-w-40 rounded-xl">
        <Dropdown.Menu onAction={(key) => actions[String(key)]?.()}>
          <Dropdown.Item id="pin" textValue={pinned ? "Unpin" : "Pin"}>
            <Icon name="pin" />
            {pinned ? "Unpin" : "Pin"}
          </Dropdown.Item>
          <Dropdown.Item id="rename" textValue="Rename">
            <Icon name="edit" />
            Rename
          </Dropdown.Item>
          <Dropdown.Item id="json" textValue="Export as JSON">
            <Icon name="import" />
            Export as JSON
          </Dropdown.Item>
          <Dropdown.Item id="markdown" textValue="Export as Markdown">
            <Icon name="import" />
            Export as Markdown
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
