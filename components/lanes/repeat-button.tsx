"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { IconButton } from "@/components/icons/icon-button";

const RepeatMenu = dynamic(() => import("./repeat-menu").then((module) => module.RepeatMenu), {
  loading: () => <RepeatIcon onPress={() => {}} />,
});

const RepeatIcon = ({ onPress }: { onPress: () => void }) => (
  <IconButton icon="repeat" label="Repeat" aria-haspopup="menu" onPress={onPress} />
);

/** Asks the same several times more. Its menu is fetched when it is first wanted. */
export function RepeatButton({ onRepeat }: { onRepeat: (count: number) => void }) {
  const [wanted, setWanted] = useState(false);
  return wanted ? <RepeatMenu onRepeat={onRepeat} /> : <RepeatIcon onPress={() => setWanted(true)} />;
}
