"use client";

import { Button } from "@heroui/react/button";
import Link from "next/link";
import { useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import { makeSession } from "@/components/chat/make-session";
import { useStore } from "@/components/chat/store";
import { useBusy } from "@/components/chat/use-busy";
import { useShown } from "@/components/chat/use-shown";
import { useWorkspace } from "@/components/workspace/workspace-context";
import type { ComparisonFile } from "@/lib/comparison/comparison-file";
import { DifferencesView } from "./differences-view";
import { listAnswers } from "./list-answers";

/** Asks the same again in a new chat, and shows each lane's old answer beside its new one. */
export function RerunView({ file: { lanes } }: { file: ComparisonFile }) {
  const workspace = useWorkspace();
  const [session, setSession] = useState<ChatSession | null>(null);
  const hasHistory = lanes.some(({ earlierMessages }) => earlierMessages > 0);

  function rerun() {
    const models = lanes.map(({ metadata }) => metadata.model);
    const begun = workspace.createChat({ models, settings: {}, makeSession, temporary: false });
    for (const [index, lane] of begun.store.get().lanes.entries())
      lane.store.patch({ settings: lanes[index]?.settings ?? {} });
    setSession(begun);
    void begun.turns.send(lanes[0]?.question ?? "");
  }

  return (
    <section aria-label="Re-run and diff" className="flex flex-col gap-3">
      <h2 className="text-base font-semibold">Re-run and diff</h2>
      <p className="text-sm text-pretty text-muted">
        Asks the same models with the same settings again, in a new chat of this server: it needs their keys
        and costs what they cost.
        {hasHistory && " The earlier messages of the lanes are not in it: only the last question is asked."}
      </p>
      <Button size="sm" variant="tertiary" className="self-start" onPress={rerun}>
        {session === null ? "Re-run" : "Re-run once more"}
      </Button>
      {session !== null && <Rerun key={session.id} session={session} old={lanes} />}
    </section>
  );
}

function Rerun({ session, old }: { session: ChatSession; old: ComparisonFile["lanes"] }) {
  const { lanes, notice, saved } = useStore(session.store);
  const busy = useBusy(lanes);
  useShown(session);
  const pairs = busy ? [] : toPairs(session, old);
  return (
    <div className="flex flex-col gap-6">
      {notice !== null && <p role="alert">{notice.text}</p>}
      {busy && (
        <div className="flex items-center gap-3 text-sm text-muted">
          <span>Answers are being written…</span>
          <Button size="sm" variant="tertiary" onPress={() => void session.stopping.stop()}>
            Stop
          </Button>
        </div>
      )}
      {pairs.map(({ name, answers }) => (
        <section key={name} aria-label={name} className="flex flex-col gap-2">
          <h3 className="text-sm font-semibold">{name}</h3>
          <DifferencesView answers={answers} names={["Old", "New"]} />
        </section>
      ))}
      {saved && (
        <Link
          href={`/chat/${session.id}`}
          className="self-start text-sm text-link underline underline-offset-2"
        >
          Open the new chat
        </Link>
      )}
    </div>
  );
}

/** Old and new answer of each lane that has a new one. */
function toPairs({ store }: ChatSession, old: ComparisonFile["lanes"]) {
  return listAnswers(store.get().lanes).flatMap((answer) => {
    const before = old[answer.number - 1];
    if (before === undefined) return [];
    const name = `${before.number} ${before.metadata.modelName}`;
    return [
      {
        name,
        answers: [
          { ...before, number: 1 },
          { ...answer, number: 2 },
        ],
      },
    ];
  });
}
