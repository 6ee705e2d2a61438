import { describeSource } from "@/lib/catalogue/describe-source";
import type { FactGroup } from "@/lib/catalogue/list-facts";

/** What is known of a model, each fact with who says so and when. */
export function ModelFacts({ groups }: { groups: FactGroup[] }) {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      {groups.map(({ title, facts }) => (
        <section key={title} aria-label={title}>
          <h2 className="mb-2 text-sm font-semibold">{title}</h2>
          <dl className="divide-y divide-separator rounded-xl border border-border bg-surface text-sm">
            {facts.map(({ label, value, isKnown, origin }) => (
              <div key={`${label} ${value}`} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2">
                <dt className="text-muted">{label}</dt>
                <dd className="ml-auto flex flex-col items-end text-right">
                  <span className={`tabular-nums ${isKnown ? "" : "text-muted"}`}>{value}</span>
                  {isKnown && <span className="text-[0.6875rem] text-muted">{describeSource(origin)}</span>}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
