"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { IconButton } from "@/components/icons/icon-button";
import type { AddMenuProps } from "./add-menu";

const load = () => import("./add-menu").then((module) => module.AddMenu);
const AddMenu = dynamic(load);

type AddMenuButtonProps = AddMenuProps & { isDisabled: boolean };

/** What else can be done with a message than sending it. Fetched when first asked for. */
export function AddMenuButton({ isDisabled, ...menu }: AddMenuButtonProps) {
  const [isWanted, setWanted] = useState(false);
  if (isWanted && !isDisabled) return <AddMenu {...menu} />;
  return (
    <IconButton
      icon="chevron-down"
      label="Add without running"
      aria-haspopup="menu"
      className="-mr-1 w-7 text-muted"
      isDisabled={isDisabled}
      onHoverStart={() => void load()}
      onPress={() => setWanted(true)}
    />
  );
}
