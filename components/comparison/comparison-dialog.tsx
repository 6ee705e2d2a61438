"use client";

import { Tabs } from "@heroui/react/tabs";
import type { ReactNode } from "react";
import { DialogFrame } from "@/components/lane-code/dialog-frame";
import { DifferencesView } from "./differences-view";
import type { ComparedAnswer } from "./list-answers";
import { TimelineView } from "./timeline-view";

export type ComparisonView = "timeline" | "differences";

type ComparisonDialogProps = {
  view: ComparisonView;
  answers: ComparedAnswer[];
  isOpen: boolean;
  onView: (view: ComparisonView) => void;
  onClose: () => void;
};

const tabs: {
  id: ComparisonView;
  label: string;
  View: (props: { answers: ComparedAnswer[] }) => ReactNode;
}[] = [
  { id: "timeline", label: "Timeline", View: TimelineView },
  { id: "differences", label: "Differences", View: DifferencesView },
];

/** A closer look at answers that stand side by side. */
export function ComparisonDialog({ view, answers, isOpen, onView, onClose }: ComparisonDialogProps) {
  return (
    <DialogFrame title="Compare the answers" isOpen={isOpen} onClose={onClose} width="sm:max-w-6xl">
      <Tabs
        className="relative flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-5 py-4"
        selectedKey={view}
        onSelectionChange={(key) => onView(tabs.find(({ id }) => id === key)?.id ?? view)}
      >
        <Tabs.ListContainer className="shrink-0">
          <Tabs.List aria-label="View">
            {tabs.map(({ id, label }) => (
              <Tabs.Tab key={id} id={id}>
                {label}
                <Tabs.Indicator />
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs.ListContainer>
        {tabs.map(({ id, View }) => (
          <Tabs.Panel key={id} id={id} className="min-w-0 p-0">
            <View answers={answers} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </DialogFrame>
  );
}
