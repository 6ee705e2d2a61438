"use client";

import { Button } from "@heroui/react/button";
import { Drawer } from "@heroui/react/drawer";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { Icon } from "@/components/icons/icon";
import { Sidebar } from "./sidebar";

type SidebarDrawerProps = { isOpen: boolean; onOpenChange: (open: boolean) => void };

/** The sidebar on phones; following one of its links closes it. */
export function SidebarDrawer({ isOpen, onOpenChange }: SidebarDrawerProps) {
  const pathname = usePathname();
  const [openedOn, setOpenedOn] = useState(pathname);
  if (openedOn !== pathname) {
    setOpenedOn(pathname);
    onOpenChange(false);
  }

  return (
    <Drawer.Backdrop isOpen={isOpen} onOpenChange={onOpenChange}>
      <Drawer.Content placement="left">
        <Drawer.Dialog aria-label="Menu" className="w-auto bg-sidebar p-0">
          <Sidebar
            headerAction={
              <Button
                isIconOnly
                size="sm"
                variant="ghost"
                className="text-muted"
                aria-label="Close menu"
                onPress={() => onOpenChange(false)}
              >
                <Icon name="close" />
              </Button>
            }
          />
        </Drawer.Dialog>
      </Drawer.Content>
    </Drawer.Backdrop>
  );
}
