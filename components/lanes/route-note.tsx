import { formatSeconds } from "@/lib/format-number";
import { type RouteTrail, toStopWord } from "@/lib/routes/route-trail";

type RouteNoteProps = {
  route: RouteTrail;
  /** Ref of the model that answers. */
  model: string;
};

/** How a route came to an answer's model: `auto/fast → llama/x · by default`, and below it who was asked before. */
export function RouteNote({ route: { route, rule, stops }, model }: RouteNoteProps) {
  return (
    <div className="mb-2 flex flex-col gap-0.5 text-xs text-muted">
      <p className="wrap-anywhere">
        <code className="font-mono">{route}</code> <span aria-hidden="true">→</span>
        <span className="sr-only">chose</span> <code className="font-mono text-foreground">{model}</code>
        {" · "}
        {stops.some(({ code }) => code !== null) ? "fallback" : rule === null ? "by default" : "by rule"}
        {rule !== null && `: ${rule}`}
      </p>
      {stops.length > 0 && (
        <ul aria-label="Models that did not answer" className="flex flex-col gap-0.5">
          {stops.map((stop) => (
            <li key={stop.model} className="wrap-anywhere">
              <code className="font-mono">{stop.model}</code>{" "}
              <span className={stop.code === null ? "" : "text-warning-soft-foreground"}>
                {toStopWord(stop)}
              </span>
              {`: ${stop.reason}`}
              {stop.durationMs !== null && ` (after ${formatSeconds(stop.durationMs)})`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
