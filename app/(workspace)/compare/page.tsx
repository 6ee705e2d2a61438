import type { Metadata } from "next";
import { NewChat } from "@/components/chat/new-chat";
import { KnownModels } from "@/components/models/known-models";
import { requirePageCaller } from "@/lib/server/access/caller";
import { getDefaultPreset } from "@/lib/server/library/preset-store";
import { chooseFirstModel } from "@/lib/server/providers/choose-first-model";
import { readCompared } from "@/lib/server/providers/read-compared";
import { toModelFacts } from "@/lib/server/providers/to-model-facts";

export const metadata: Metadata = { title: "Compare" };

/** `?m=` once per lane names the models, `?prompt=` fills the message box, `?temporary` begins a chat that is not stored. */
type Search = Partial<Record<"m" | "prompt" | "temporary", string | string[]>>;

export default async function ComparePage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ownerId } = await requirePageCaller();
  const { m, prompt, temporary } = await searchParams;
  const { refs, problem } = readCompared([m ?? []].flat());
  const preset = await getDefaultPreset(ownerId);
  const first = chooseFirstModel([]);
  const models = refs.length > 0 ? refs : [first.ref, first.ref];
  return (
    <KnownModels facts={toModelFacts(models)}>
      <NewChat
        key={[temporary !== undefined, ...models].join(" ")}
        initialModels={models}
        initialSettings={preset?.settings ?? {}}
        initialText={[prompt].flat()[0] ?? ""}
        initialNotice={problem}
        demoOnly={first.demoOnly}
        temporary={temporary !== undefined}
      />
    </KnownModels>
  );
}
