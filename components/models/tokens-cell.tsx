import { Icon } from "@/components/icons/icon";
import { formatCompactCount, formatCount } from "@/lib/format-number";

type TokensCellProps = { tokens: number | null; warnings: string[]; source?: string };

/** A limit in tokens, exact on hover; "not stated" when the source does not say. */
export function TokensCell({ tokens, warnings, source }: TokensCellProps) {
  if (tokens === null) return <span className="whitespace-nowrap text-muted">not stated</span>;
  return (
    <span
      className="inline-flex items-center gap-1"
      title={[
        `${formatCount(tokens)} tokens.`,
        ...(source === undefined ? [] : [`${source}.`]),
        ...warnings,
      ].join(" ")}
    >
      {warnings.length > 0 && (
        <span className="text-warning">
          <Icon name="alert" className="size-3.5 shrink-0" />
          <span className="sr-only">{warnings.join(" ")}</span>
        </span>
      )}
      {formatCompactCount(tokens)}
    </span>
  );
}
