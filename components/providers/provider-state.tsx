import { AdviceText } from "@/components/lanes/advice-text";
import type { CatalogueProvider } from "@/lib/catalogue/catalogue-model";

/** Whether a provider can be called now; if not, the one thing that is missing. */
export function ProviderState({ provider }: { provider: CatalogueProvider }) {
  const { kind, callable, ended, reason, notice } = provider;
  const isReady = callable && !ended;
  const word = kind === "demo" ? "Simulated" : ended ? "Shut down" : toWord(provider);
  return (
    <section aria-label="State" className="flex flex-col gap-1.5 text-sm">
      <p className="flex items-center gap-2 font-medium">
        <span aria-hidden="true" className={`size-2 rounded-full ${isReady ? "bg-success" : "bg-border"}`} />
        {word}
      </p>
      {[notice, reason].map(
        (words) =>
          words !== null && (
            <p key={words} className="text-pretty text-muted">
              <AdviceText text={words} />
            </p>
          ),
      )}
    </section>
  );
}

function toWord({ callable, kind, isListedOnly }: CatalogueProvider): string {
  if (callable) return "Ready";
  if (isListedOnly === true) return "Not set up here";
  return kind === "local" ? "Not found on this machine" : "Needs a key";
}
