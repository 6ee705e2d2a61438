import "server-only";
import { isKnownFinishReason } from "./finish-reasons";
import type { ChunkNormaliser } from "./normalise-chunk";
import type { WireCall } from "./wire-call";

/** Tells in the exchange what of an ended answer is odd, cannot be shown or was left out. */
export function addNotices({
  call,
  unreadable,
  normaliser,
}: {
  call: WireCall;
  unreadable: number;
  normaliser: ChunkNormaliser;
}): void {
  const { notices, finishReason, fault } = call.exchange;
  if (fault === null && finishReason !== null && !isKnownFinishReason(finishReason)) {
    notices.push(`The provider gave a reason for ending that is not known here: ${finishReason}.`);
  }
  if (unreadable > 0)
    notices.push(`${unreadable} unreadable ${unreadable === 1 ? "line was" : "lines were"} skipped.`);
  for (const medium of normaliser.choices.get(0)?.otherMedia() ?? []) {
    notices.push(`The answer brought ${medium}, which cannot be shown here.`);
  }
  const nameless = [...normaliser.choices.values()].reduce(
    (sum, choice) => sum + choice.namelessCallCount(),
    0,
  );
  if (nameless > 0)
    notices.push(
      `${nameless} tool ${nameless === 1 ? "call" : "calls"} without a name ${nameless === 1 ? "was" : "were"} left out.`,
    );
}
