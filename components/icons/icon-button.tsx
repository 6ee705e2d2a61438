"use client";

import { Button, type ButtonProps } from "@heroui/react/button";
import { Icon, type IconName } from "./icon";

type IconButtonProps = Omit<ButtonProps, "children" | "isIconOnly" | "aria-label" | "className"> & {
  icon: IconName;
  /** Its accessible name, and what hovering shows. */
  label: string;
  className?: string;
};

/** A quiet square button with an icon and a name. */
export function IconButton({ icon, label, className = "text-muted", ...rest }: IconButtonProps) {
  return (
    <Button isIconOnly size="sm" variant="ghost" aria-label={label} className={className} {...rest}>
      <span title={label} className="absolute inset-0 flex items-center justify-center">
        <Icon name={icon} />
      </span>
    </Button>
  );
}
