import type { FactOrigin } from "@/lib/catalogue/catalogue-model";
import { describeSource } from "@/lib/catalogue/describe-source";
import type { Fact, FactGroup } from "@/lib/catalogue/list-facts";
import { Sourced } from "./sourced";

/** What is known of a model. Who says so and when stands beside a group, and on every fact when hovered or focused. */
export function ModelFacts({ groups }: { groups: FactGroup[] }) {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      {groups.map((group) => (
        <Group key={group.title} {...group} />
      ))}
    </div>
  );
}

function Group({ title, facts }: FactGroup) {
  const common = findCommonOrigin(facts);
  return (
    <section aria-label={title}>
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h2 className="text-sm font-semibold">{title}</h2>
        {common !== null && <span className="text-xs text-muted">{describeSource(common)}</span>}
      </div>
      <dl className="divide-y divide-separator rounded-xl border border-border bg-surface text-sm">
        {facts.map(({ label, value, isKnown, origin }) => (
          <div key={`${label} ${value}`} className="flex items-start gap-x-3 px-4 py-2">
            <dt className="shrink-0 text-muted">{label}</dt>
            <dd className="ml-auto min-w-0 text-right tabular-nums">
              {isKnown ? (
                <Sourced origin={origin}>{value}</Sourced>
              ) : (
                <span className="text-muted">{value}</span>
              )}
              {isKnown && common !== null && !isSame(origin, common) && (
                <span aria-hidden="true" className="block text-[0.6875rem] text-muted">
                  {describeSource(origin)}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const isSame = (a: FactOrigin, b: FactOrigin) => a.source === b.source && a.sourceDate === b.sourceDate;

/** The origin that most of the known facts have; null when nothing is known. */
function findCommonOrigin(facts: readonly Fact[]): FactOrigin | null {
  const origins = facts.filter(({ isKnown }) => isKnown).map(({ origin }) => origin);
  const countOf = (origin: FactOrigin) => origins.filter((other) => isSame(origin, other)).length;
  return origins.toSorted((a, b) => countOf(b) - countOf(a))[0] ?? null;
}
