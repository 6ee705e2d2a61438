"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Icon, type IconName } from "@/components/icons/icon";

type SidebarLinkProps = { href: Route; icon: IconName; label: string; iconOnly?: boolean };

/** A page's link; `iconOnly` keeps the label for assistive technology and as the tooltip. */
export function SidebarLink({ href, icon, label, iconOnly = false }: SidebarLinkProps) {
  const pathname = usePathname();
  const current = pathname.startsWith(href);
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      aria-label={iconOnly ? label : undefined}
      title={iconOnly ? label : undefined}
      className={`flex h-9 min-w-0 flex-1 items-center gap-2.5 rounded-lg text-sm transition-colors hover:bg-default aria-[current]:bg-default aria-[current]:font-medium ${iconOnly ? "w-9 flex-none justify-center" : "px-2"}`}
    >
      <Icon name={icon} className="size-4 shrink-0 text-muted" />
      {!iconOnly && label}
    </Link>
  );
}
