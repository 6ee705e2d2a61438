import { idPattern } from "@/lib/id";

/** What the tabs of one browser tell each other. `turn`: answers have begun to arrive; `change`: anything else. */
export type TabMessage = { kind: "turn" | "change"; chatId: string };

/** Another tab may run another version of this page. */
function isTabMessage(data: unknown): data is TabMessage {
  const { kind, chatId } = (data ?? {}) as Partial<TabMessage>;
  return (kind === "turn" || kind === "change") && typeof chatId === "string" && idPattern.test(chatId);
}

/** The line between the tabs of this browser; a tab does not hear itself. */
export class TabChannel {
  /** None on the server, which has the class too but no tabs. */
  readonly #channel =
    typeof window === "undefined" || typeof BroadcastChannel === "undefined"
      ? null
      : new BroadcastChannel("switchyard");

  post(message: TabMessage): void {
    this.#channel?.postMessage(message);
  }

  subscribe(onMessage: (message: TabMessage) => void): () => void {
    const listen = (event: MessageEvent) => {
      if (isTabMessage(event.data)) onMessage(event.data);
    };
    this.#channel?.addEventListener("message", listen);
    return () => this.#channel?.removeEventListener("message", listen);
  }
}
