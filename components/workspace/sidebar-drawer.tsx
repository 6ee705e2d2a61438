"use client";

import { Drawer } from "@heroui/react/drawer";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { IconButton } from "@/components/icons/icon-button";
import { Sidebar } from "./sidebar";

type SidebarDrawerProps = { isOpen: boolean; onOpenChange: (open: boolean) => void };

/** The sidebar on phones; following one of its links closes it. */
export function SidebarDrawer({ isOpen, onOpenChange }: SidebarDrawerProps) {
  // A hit of a search may lead to another message of the same chat.
  const place = `${usePathname()}?${useSearchParams().get("m") ?? ""}`;
  const [openedOn, setOpenedOn] = useState(place);
  if (openedOn !== place) {
    setOpenedOn(place);
    onOpenChange(false);
  }

  return (
    <Drawer.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Drawer.Content placement="left">
        <Drawer.Dialog aria-label="Menu" className="w-auto bg-sidebar p-0">
          <Sidebar
            headerAction={<IconButton icon="close" label="Close menu" onPress={() => onOpenChange(false)} />}
          />
        </Drawer.Dialog>
      </Drawer.Content>
    </Drawer.Backdrop>
  );
}
