import "server-only";
import type { Held } from "./ask-models-dev";

/** What an instance knows of models.dev. Times are epoch ms. */
export type Kept = {
  held: Held | null;
  /** When the place where it is kept last got another list; null where that is not told. */
  contentAt: number | null;
  /** When models.dev was last asked, whatever became of it; 0 for never. */
  askedAt: number;
  /** Why the last attempt failed, as the end of a sentence; null when it did not. */
  problem: string | null;
};

/** Where the list is kept between refreshes. */
export type Keeper = {
  /** What is kept there now; `known` itself when that is no news. */
  read: (known: Kept) => Promise<Kept>;
  /** Asks models.dev, unless somebody who keeps it in the same place did within `freshForMs`. */
  refresh: (known: Kept, freshForMs: number) => Promise<Kept>;
};

/** Why asking failed, as the end of a sentence. */
export const toWhy = (error: unknown) => (error instanceof Error ? error.message : "it could not be read");
