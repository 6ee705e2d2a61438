import Link from "next/link";
import { MessagePage } from "@/components/workspace/message-page";

export default function NotFound() {
  return (
    <MessagePage title="Nothing is here">
      <p className="text-muted">
        The chat may have been deleted, or the address is not quite right. A temporary chat is gone six hours
        after its last message, and when the server restarts.
      </p>
      <Link href="/" className="button button--primary">
        New chat
      </Link>
    </MessagePage>
  );
}
