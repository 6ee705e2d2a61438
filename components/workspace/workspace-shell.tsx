"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Icon } from "@/components/icons/icon";
import { IconButton } from "@/components/icons/icon-button";
import { CurrentTitle } from "./current-title";
import { NewChatLink } from "./new-chat-link";
import { Overlays } from "./overlays";
import { Shortcuts } from "./shortcuts";
import { Sidebar } from "./sidebar";
import { SidebarRail } from "./sidebar-rail";
import { Toast } from "./toast";

const SidebarDrawer = dynamic(() => import("./sidebar-drawer").then((module) => module.SidebarDrawer));

const cookieMaxAgeSeconds = 31_536_000;

/** How long the sidebar may take to be there. */
const searchDrawnWithinMs = 1_500;

/** Goes to the search field as soon as one is visible: in the sidebar, or in the drawer of a phone. */
function focusSearch(deadline: number): void {
  const fields = [...document.querySelectorAll<HTMLElement>("[data-chat-search]")];
  const visible = fields.find((field) => field.offsetParent !== null);
  if (visible !== undefined) visible.focus();
  else if (performance.now() < deadline) requestAnimationFrame(() => focusSearch(deadline));
}

/** Every page's frame: a sidebar that folds to a rail, on phones a top bar whose menu opens it as a drawer. */
export function WorkspaceShell({
  initiallyCollapsed,
  children,
}: {
  initiallyCollapsed: boolean;
  children: ReactNode;
}) {
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  const [drawer, setDrawer] = useState<"unloaded" | "open" | "closed">("unloaded");

  function collapse(next: boolean) {
    setCollapsed(next);
    // The server reads it, so that the next page comes with the sidebar as it was left.
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every supported browser
    document.cookie = `sidebar=${next ? "collapsed" : "open"}; path=/; max-age=${cookieMaxAgeSeconds}; SameSite=Lax`;
  }

  function search() {
    if (window.matchMedia("(min-width: 48rem)").matches) {
      if (collapsed) collapse(false);
    } else setDrawer("open");
    focusSearch(performance.now() + searchDrawnWithinMs);
  }

  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-overlay focus:px-3 focus:py-2 focus:shadow-overlay"
      >
        Skip to content
      </a>
      <header className="flex h-12 shrink-0 items-center gap-1 border-b border-separator bg-sidebar px-2 md:hidden">
        <IconButton icon="menu" label="Open menu" size="md" className="" onPress={() => setDrawer("open")} />
        <CurrentTitle />
        <NewChatLink label="New chat" className="button button--ghost button--icon-only">
          <Icon name="plus" />
        </NewChatLink>
      </header>
      <aside aria-label="Sidebar" className="hidden shrink-0 border-r border-separator bg-sidebar md:block">
        {collapsed ? (
          <SidebarRail onExpand={() => collapse(false)} />
        ) : (
          <Sidebar
            headerAction={
              <IconButton icon="sidebar" label="Collapse sidebar" onPress={() => collapse(true)} />
            }
          />
        )}
      </aside>
      {drawer !== "unloaded" && (
        <SidebarDrawer
          isOpen={drawer === "open"}
          onOpenChange={(open) => setDrawer(open ? "open" : "closed")}
        />
      )}
      <main id="content" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
      <Toast />
      <Overlays onSearch={search} />
      <Shortcuts onSearch={search} />
    </div>
  );
}
