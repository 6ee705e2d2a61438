import { z } from "zod";
import { idSchema } from "@/lib/id";

/** `turn`: answers have begun to arrive; `change`: anything else about the chat is different now. */
const tabMessageSchema = z.object({ kind: z.enum(["turn", "change"]), chatId: idSchema });

/** What the tabs of one browser tell each other. */
export type TabMessage = z.infer<typeof tabMessageSchema>;

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
      const parsed = tabMessageSchema.safeParse(event.data);
      if (parsed.success) onMessage(parsed.data);
    };
    this.#channel?.addEventListener("message", listen);
    return () => this.#channel?.removeEventListener("message", listen);
  }
}
