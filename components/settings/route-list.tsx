import Link from "next/link";
import type { CatalogueRoute } from "@/lib/catalogue/catalogue-model";

/** The routes of the configuration, each with the models it tries; without any, how to make one. */
export function RouteList({ routes }: { routes: CatalogueRoute[] }) {
  if (routes.length === 0) {
    return (
      <p className="text-sm text-pretty text-muted">
        None yet. A route is a name for a choice of models: rules over what a request needs, and whom to ask
        when one does not answer. <code className="font-mono text-xs">switchyard.config.json</code> names
        them, as the README shows.
      </p>
    );
  }
  return (
    <ul className="divide-y divide-separator overflow-hidden rounded-xl border border-border bg-surface text-sm">
      {routes.map((route) => (
        <li key={route.ref} className="flex flex-col gap-1 px-4 py-3">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <Link
              href={`/?model=${encodeURIComponent(route.ref)}`}
              prefetch={false}
              className="font-medium hover:underline"
            >
              {route.name}
            </Link>
            <code className="font-mono text-xs text-muted">{route.ref}</code>
          </div>
          {route.description !== null && <p className="text-muted">{route.description}</p>}
          {!route.callable && <p className="text-warning-soft-foreground">{route.reason}</p>}
          <p className="text-xs wrap-anywhere text-muted">
            {route.order.map((ref, index) => (
              <span key={ref}>
                {index > 0 && ", then "}
                <code className="font-mono">{ref}</code>
              </span>
            ))}
            {route.models.length > route.order.length && (
              <>
                ; by rule{" "}
                {route.models
                  .filter((ref) => !route.order.includes(ref))
                  .map((ref, index) => (
                    <span key={ref}>
                      {index > 0 && ", "}
                      <code className="font-mono">{ref}</code>
                    </span>
                  ))}
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
