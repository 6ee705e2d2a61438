"use client";

import { Button } from "@heroui/react/button";
import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import { useModelName } from "@/components/models/known-models";
import { ChoiceRow } from "./choice-row";

type LinkSettingsProps = { session: ChatSession; lane: LaneSession; differs: boolean };

/** Of several lanes: whose settings these are, and which lanes a change reaches. */
export function LinkSettings({ session, lane, differs }: LinkSettingsProps) {
  const { lanes, linked } = useStore(session.store);
  const name = useModelName(useStore(lane.store).model);
  return (
    <section className="mb-5 flex flex-col gap-2 border-b border-separator pb-4">
      <p className="min-w-0 truncate text-sm">
        <span className="text-muted">Lane {lanes.indexOf(lane) + 1}:</span>{" "}
        <span className="font-medium">{name}</span>
      </p>
      <ChoiceRow
        label="A change reaches"
        choices={[
          { value: "all", label: "All lanes that agree" },
          { value: "one", label: "Only this lane" },
        ]}
        value={linked ? "all" : "one"}
        onChoose={(value) => session.store.patch({ linked: value === "all" })}
      />
      <p className="text-xs text-muted">
        {linked
          ? "A lane that has another value for a setting keeps it."
          : "What you change here makes this lane differ from the others."}
      </p>
      {differs && (
        <Button
          size="sm"
          variant="tertiary"
          className="self-start"
          onPress={() => session.settings.spread(lane)}
        >
          Use these settings in all lanes
        </Button>
      )}
    </section>
  );
}
