"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type NewChatLinkProps = {
  className: string;
  /** Needed where `children` is an icon alone. */
  label?: string;
  children: ReactNode;
};

/** To a fresh chat. */
export function NewChatLink({ className, label, children }: NewChatLinkProps) {
  const current = usePathname() === "/";
  return (
    <Link
      href="/"
      aria-label={label}
      title={label}
      aria-current={current ? "page" : undefined}
      className={className}
    >
      {children}
    </Link>
  );
}
