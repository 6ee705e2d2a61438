import type { CatalogueModel, CatalogueProvider } from "@/lib/catalogue/catalogue-model";

type AvailabilityCellProps = { model: CatalogueModel; provider: CatalogueProvider };

/** Whether a request would be sent now, and if not what is missing. */
export function AvailabilityCell({ model, provider }: AvailabilityCellProps) {
  if (model.notOffered !== null) {
    return (
      <span className="flex min-w-0 flex-col items-start leading-tight">
        <Words text={provider.ended ? "Shut down" : "Not offered"} why={model.notOffered} />
        {model.replacement !== null && (
          <span
            className="max-w-32 truncate pl-3 text-[0.6875rem] text-muted"
            title={`Use ${model.replacement} instead`}
          >
            use {model.replacement}
          </span>
        )}
      </span>
    );
  }
  if (provider.kind === "demo")
    return <Words text="Simulated" why="Answers without calling any model" isReady />;
  if (provider.callable) {
    return provider.ended ? (
      <Words text="Shut down" why={provider.notice} />
    ) : (
      <Words text="Ready" why={provider.notice} isReady />
    );
  }
  if (model.removedUpstream === true)
    return <Words text="Removed" why="models.dev does not list it any more" />;
  if (provider.isListedOnly === true) return <Words text="Not set up" why={provider.reason} />;
  const short = provider.keyVariable === null ? "Not running" : "Needs a key";
  return <Words text={short} why={provider.reason} />;
}

function Words({ text, why, isReady = false }: { text: string; why: string | null; isReady?: boolean }) {
  return (
    <span
      className={`whitespace-nowrap before:mr-1.5 before:inline-block before:size-1.5 before:rounded-full before:align-middle ${isReady ? "before:bg-success" : "text-muted before:bg-border"}`}
      title={why ?? undefined}
    >
      {text}
    </span>
  );
}
