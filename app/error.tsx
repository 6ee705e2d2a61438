"use client";

import { Button } from "@heroui/react/button";
import { MessagePage } from "@/components/workspace/message-page";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

/** A page that could not be rendered. Chats are on the server: nothing is lost. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <MessagePage title="This page could not be shown">
      <p className="text-muted">Your chats are stored on the server and are not affected.</p>
      {error.digest !== undefined && (
        <p className="text-sm text-muted">
          The server's log names it <code className="font-mono">{error.digest}</code>.
        </p>
      )}
      <Button variant="primary" onPress={retry}>
        Try again
      </Button>
    </MessagePage>
  );
}
