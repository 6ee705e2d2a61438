"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { MessagePage } from "@/components/workspace/message-page";
import { fromModelAddress } from "@/lib/catalogue/model-address";

/** An address below /models that no provider and no model has. */
export function UnknownModel() {
  const ref = fromModelAddress(usePathname().split("/").slice(2));
  const name = ref.slice(ref.lastIndexOf("/") + 1);
  return (
    <MessagePage title="Nothing is here">
      <p className="text-muted">
        No provider and no model here is called <code className="font-mono wrap-anywhere">{ref}</code>. It may
        have been removed since, or the address is not quite right.
      </p>
      <div className="flex flex-wrap gap-2">
        <Link href={{ pathname: "/models", query: { q: name } }} className="button button--primary">
          <span className="max-w-64 truncate">Search for {name}</span>
        </Link>
        <Link href="/models" className="button button--tertiary">
          All models
        </Link>
      </div>
    </MessagePage>
  );
}
