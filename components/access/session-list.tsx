"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { endSession, signOut, signOutEverywhere } from "@/lib/api/session";
import type { SessionInfo } from "@/lib/api/session-info";
import { formatUtcTime } from "@/lib/format-utc-time";
import { nameBrowser } from "@/lib/name-browser";

/** The browsers that are signed in, each of which can be signed out from here. */
export function SessionList({ initialSessions }: { initialSessions: SessionInfo[] }) {
  const [sessions, setSessions] = useState(initialSessions);
  const [problem, setProblem] = useState<string | null>(null);

  async function attempt(work: () => Promise<void>) {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(toRefusal(error).text);
    }
  }

  const end = ({ id, isOwn }: SessionInfo) =>
    attempt(async () => {
      if (isOwn) await signOut();
      else await endSession(id);
      if (isOwn) window.location.assign("/login");
      setSessions(sessions.filter((session) => session.id !== id));
    });
  const endAll = () =>
    attempt(async () => {
      await signOutEverywhere();
      window.location.assign("/login");
    });

  return (
    <div className="rounded-xl border border-border bg-surface text-sm">
      <ul aria-label="Signed-in browsers" className="divide-y divide-separator">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <p className="min-w-0 flex-1 basis-52">
              <span className="font-medium">{nameBrowser(session.browser)}</span>
              {session.isOwn && <span className="text-muted"> · this one</span>}
              <span className="block text-xs text-muted">
                Signed in {formatUtcTime(session.createdAt)}, last seen {formatUtcTime(session.lastSeenAt)}
              </span>
            </p>
            <Button
              size="sm"
              variant="tertiary"
              aria-label={`Sign out ${nameBrowser(session.browser)}`}
              onPress={() => void end(session)}
            >
              Sign out
            </Button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3 border-t border-separator p-4">
        <Button size="sm" variant="tertiary" onPress={() => void endAll()}>
          Sign out everywhere
        </Button>
        {problem !== null && (
          <p role="alert" className="text-danger">
            {problem}
          </p>
        )}
      </div>
    </div>
  );
}
