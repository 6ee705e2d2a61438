import type { ProviderListing } from "@/lib/catalogue/catalogue-model";
import { formatCount } from "@/lib/format-number";

/** What the provider itself said it offers, when, and what went wrong. */
export function ListingLine({ listing }: { listing: ProviderListing }) {
  const { models, listedAt, error } = listing;
  const known =
    models === null || listedAt === null
      ? "Its list of models has not been read yet"
      : `It listed ${models === 1 ? "1 model" : `${formatCount(models)} models`} at ${listedAt.slice(0, 16).replace("T", " ")} UTC`;
  return (
    <p className="mt-1 text-xs text-pretty text-muted">
      {error === null ? `${known}.` : `${known}; the last attempt failed: ${error}.`}
    </p>
  );
}
