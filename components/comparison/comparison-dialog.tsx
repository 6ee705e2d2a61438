"use client";

import { Tabs } from "@heroui/react/tabs";
import type { ReactNode } from "react";
import { DialogFrame } from "@/components/lane-code/dialog-frame";
import type { ComparedAnswer } from "@/lib/comparison/compared-answer";
import { DifferencesView } from "./differences-view";
import { FieldsView } from "./fields-view";
import { SaveView } from "./save-view";
import { TimelineView } from "./timeline-view";

export type ComparisonView = "timeline" | "differences" | "fields" | "save";

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
  /** It is there for all answers without this, else for those of which one has what it shows. */
  isFor?: (answer: ComparedAnswer) => boolean;
}[] = [
  { id: "timeline", label: "Timeline", View: TimelineView },
  { id: "differences", label: "Differences", View: DifferencesView },
  { id: "fields", label: "Fields", View: FieldsView, isFor: hasFields },
];

/** Of a comparison that is on this server: one that was opened as a file is saved already. */
const ownTabs: typeof tabs = [...tabs, { id: "save", label: "Save", View: SaveView }];

/** JSON was asked for, and whether it came was checked. */
function hasFields({ metadata }: ComparedAnswer): boolean {
  return metadata.structured !== undefined;
}

/** A closer look at answers that stand side by side. */
export function ComparisonDialog({ view, answers, isOpen, onView, onClose }: ComparisonDialogProps) {
  return (
    <DialogFrame title="Compare the answers" isOpen={isOpen} onClose={onClose} width="sm:max-w-6xl">
      <div className="relative flex min-h-0 flex-1 flex-col overflow-y-auto px-5 py-4">
        <Views of={ownTabs} view={view} answers={answers} onView={onView} />
      </div>
    </DialogFrame>
  );
}

type ComparisonTabsProps = Pick<ComparisonDialogProps, "view" | "answers" | "onView">;

/** The ways to look at answers that stand side by side. */
export function ComparisonTabs(props: ComparisonTabsProps) {
  return <Views of={tabs} {...props} />;
}

function Views({ of, view, answers, onView }: ComparisonTabsProps & { of: typeof tabs }) {
  const shown = of.filter(({ isFor }) => isFor === undefined || answers.some(isFor));
  return (
    <Tabs
      className="flex flex-col gap-3"
      selectedKey={view}
      onSelectionChange={(key) => onView(shown.find(({ id }) => id === key)?.id ?? view)}
    >
      <Tabs.ListContainer className="shrink-0">
        <Tabs.List aria-label="View">
          {shown.map(({ id, label }) => (
            <Tabs.Tab key={id} id={id}>
              {label}
              <Tabs.Indicator />
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs.ListContainer>
      {shown.map(({ id, View }) => (
        <Tabs.Panel key={id} id={id} className="min-w-0 p-0">
          <View answers={answers} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
