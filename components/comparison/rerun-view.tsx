"use client";

import { Button } from "@heroui/react/button";
import Link from "next/link";
import { useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import { useStore } from "@/components/chat/store";
import { toRefusal } from "@/components/chat/to-refusal";
import { useBusy } from "@/components/chat/use-busy";
import { useShown } from "@/components/chat/use-shown";
import { useWorkspace } from "@/components/workspace/workspace-context";
import type { ComparisonFile } from "@/lib/comparison/comparison-file";
import { DifferencesView } from "./differences-view";
import { LaneName } from "./lane-name";
import { listAnswers } from "./list-answers";

/** Asks the same again in a new chat, and shows each lane's old answer beside its new one. */
export function RerunView({ file: { lanes } }: { file: ComparisonFile }) {
  const workspace = useWorkspace();
  const [session, setSession] = useState<ChatSession | null>(null);
  const [isStarting, setStarting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function rerun() {
    setStarting(true);
    setProblem(null);
    try {
      const { rerunComparison } = await import("./rerun-comparison");
      setSession(await rerunComparison(workspace, lanes));
    } catch (error) {
      setProblem(toRefusal(error).text);
    } finally {
      setStarting(false);
    }
  }

  return (
    <section aria-label="Re-run and diff" className="flex flex-col gap-3">
      <h2 className="text-base font-semibold">Re-run and diff</h2>
      <p className="text-sm text-pretty text-muted">
        Asks the same models with the same settings again, in a new chat of this server: it needs their keys
        and costs what they cost. {toLacking(lanes)}
      </p>
      <Button
        size="sm"
        variant="tertiary"
        className="self-start"
        isDisabled={isStarting}
        onPress={() => void rerun()}
      >
        {session === null ? "Re-run" : "Re-run once more"}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
      {session !== null && <Rerun key={session.id} session={session} old={lanes} />}
    </section>
  );
}

/** What of the old requests will not be in the new ones; says what will be where all of it is. */
function toLacking(lanes: ComparisonFile["lanes"]): string {
  if (lanes.some(({ history }) => history === null))
    return "This file is of an earlier version, which did not keep earlier messages: only the last question is asked.";
  const hasHistory = lanes.some(({ earlierMessages }) => earlierMessages > 0);
  const what = hasHistory ? "The last question is asked after what was said before in each lane." : "";
  const hadMore = lanes.some((lane) => lane.hadMore);
  return hadMore ? `${what} Files and tool calls are not in a comparison file: only texts are sent.` : what;
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
      {pairs.map(({ number, name, answers }) => (
        <section key={number} aria-label={`${number} ${name}`} className="flex flex-col gap-2">
          <h3 className="text-sm font-semibold">
            <LaneName number={number} name={name} />
          </h3>
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
    return [
      {
        number: before.number,
        name: before.metadata.modelName,
        answers: [
          { ...before, number: 1 },
          { ...answer, number: 2 },
        ],
      },
    ];
  });
}
