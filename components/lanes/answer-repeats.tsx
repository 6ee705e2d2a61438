"use client";

import dynamic from "next/dynamic";
import { useContext } from "react";
import type { LaneSession } from "@/components/chat/lane-session";
import { Store, useStore } from "@/components/chat/store";
import { IconButton } from "@/components/icons/icon-button";
import { CurrentLane } from "./current-lane";
import type { LaneActions } from "./lane-actions";

const RepeatPanel = dynamic(() => import("./repeat-panel").then((module) => module.RepeatPanel));

type AnswerRepeatsProps = { answerId: string; actions: LaneActions };

const nothing = new Store({ comparedQuestion: null });

function useIsCompared(lane: LaneSession | null, answerId: string): boolean {
  const { comparedQuestion } = useStore<{ comparedQuestion: string | null }>(lane?.store ?? nothing);
  return comparedQuestion !== null && lane?.parentOf(answerId) === comparedQuestion;
}

/** Opens and closes the comparison of an answer's versions; nothing where there is one. */
export function CompareVersionsButton({ answerId, actions, count }: AnswerRepeatsProps & { count: number }) {
  const lane = useContext(CurrentLane);
  const isCompared = useIsCompared(lane, answerId);
  if (!isCompared && count < 2) return null;
  return (
    <IconButton
      icon="models"
      label="Compare the versions"
      aria-expanded={isCompared}
      onPress={() => actions.compareVersions(answerId)}
    />
  );
}

/** An answer's versions beside each other, when that is wanted. */
export function AnswerRepeats({ answerId, actions }: AnswerRepeatsProps) {
  const lane = useContext(CurrentLane);
  const isCompared = useIsCompared(lane, answerId);
  return lane !== null && isCompared ? (
    <RepeatPanel lane={lane} answerId={answerId} actions={actions} />
  ) : null;
}
