"use client";

import { useEffect, useRef, useState } from "react";
import type { ChatSession } from "@/components/chat/chat-session";
import type { LaneSession } from "@/components/chat/lane-session";
import { useStore } from "@/components/chat/store";
import type { SettingsPanelState } from "@/components/chat/use-settings-panel";
import { ComparisonStrip } from "@/components/comparison/comparison-strip";
import { useModelName } from "@/components/models/known-models";
import { BestMarks } from "./best-marks";
import { LanePane } from "./lane-pane";
import { useLaneKeys } from "./use-lane-keys";
import type { LanesView } from "./use-lanes-view";

type LaneStripProps = {
  session: ChatSession;
  panel: SettingsPanelState;
  view: LanesView;
};

/** Several lanes side by side; where there is no room for all, they scroll, on phones one at a time. */
export function LaneStrip({ session, panel, view }: LaneStripProps) {
  const { lanes, bests } = useStore(session.store);
  const strip = useRef<HTMLDivElement>(null);
  const { expanded } = view;
  const isExpanded = expanded !== null && lanes.includes(expanded);
  const shown = isExpanded ? [expanded] : lanes;
  useLaneKeys(strip);

  return (
    <BestMarks value={bests}>
      <div
        ref={strip}
        className="flex min-h-0 flex-1 snap-x snap-mandatory overflow-x-auto overscroll-x-contain [scrollbar-width:thin] max-md:[scrollbar-width:none]"
      >
        {shown.map((lane) => (
          <LanePane
            key={lane.id}
            session={session}
            lane={lane}
            number={lanes.indexOf(lane) + 1}
            panel={panel}
            view={view}
            isExpanded={isExpanded}
          />
        ))}
      </div>
      {shown.length > 1 && <LaneDots lanes={shown} strip={strip} />}
      <ComparisonStrip lanes={lanes} />
    </BestMarks>
  );
}

/** By the lane's number: a new chat's ids differ between the server's drawing and the browser's. */
const findPane = (strip: HTMLElement | null, number: number) =>
  strip?.querySelector(`[data-lane="${number}"]`) ?? null;

type LaneDotsProps = { lanes: readonly LaneSession[]; strip: React.RefObject<HTMLDivElement | null> };

/** On phones: which lane is in view, and a way to the others. */
function LaneDots({ lanes, strip }: LaneDotsProps) {
  const [current, setCurrent] = useState(1);

  useEffect(() => {
    const inView = new Set<number>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          const number = Number(target.getAttribute("data-lane"));
          if (isIntersecting) inView.add(number);
          else inView.delete(number);
        }
        // Between two of them none is.
        if (inView.size > 0) setCurrent(Math.min(...inView));
      },
      { root: strip.current, threshold: 0.6 },
    );
    for (const [index] of lanes.entries()) {
      const pane = findPane(strip.current, index + 1);
      if (pane !== null) observer.observe(pane);
    }
    return () => observer.disconnect();
  }, [lanes, strip]);

  return (
    <nav aria-label="Lanes" className="flex shrink-0 justify-center py-1 md:hidden">
      {lanes.map((lane, index) => (
        <LaneDot
          key={lane.id}
          lane={lane}
          number={index + 1}
          isCurrent={index + 1 === current}
          onPress={() =>
            findPane(strip.current, index + 1)?.scrollIntoView({ inline: "start", block: "nearest" })
          }
        />
      ))}
    </nav>
  );
}

type LaneDotProps = { lane: LaneSession; number: number; isCurrent: boolean; onPress: () => void };

function LaneDot({ lane, number, isCurrent, onPress }: LaneDotProps) {
  const name = useModelName(useStore(lane.store).model);
  return (
    <button
      type="button"
      aria-label={`Lane ${number}: ${name}`}
      aria-current={isCurrent}
      onClick={onPress}
      className="group flex size-6 items-center justify-center"
    >
      <span className="size-2 rounded-full bg-border transition-all group-aria-[current=true]:w-5 group-aria-[current=true]:bg-accent" />
    </button>
  );
}
