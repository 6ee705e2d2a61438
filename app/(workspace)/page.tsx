import { cookies } from "next/headers";
import { NewChat } from "@/components/chat/new-chat";
import { modelCookie } from "@/components/chat/remember-model";
import { KnownModels } from "@/components/models/known-models";
import { requirePageCaller } from "@/lib/server/access/caller";
import { getDefaultPreset } from "@/lib/server/library/preset-store";
import { chooseFirstModel } from "@/lib/server/providers/choose-first-model";
import { toModelFacts } from "@/lib/server/providers/to-model-facts";

/** `?model=` chooses the model, `?prompt=` fills the message box, `?temporary` begins a chat that is not stored. */
type Search = Partial<Record<"model" | "prompt" | "temporary", string | string[]>>;

const firstOf = (value: string | string[] | undefined) => [value].flat()[0];

export default async function NewChatPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ownerId } = await requirePageCaller();
  const { model, prompt, temporary } = await searchParams;
  const isTemporary = temporary !== undefined;
  const remembered = (await cookies()).get(modelCookie)?.value;
  const preset = await getDefaultPreset(ownerId);
  const first = chooseFirstModel([firstOf(model), preset?.model ?? undefined, remembered]);
  return (
    <KnownModels facts={toModelFacts([first.ref])}>
      <NewChat
        key={String(isTemporary)}
        initialModels={[first.ref]}
        initialSettings={preset?.settings ?? {}}
        initialText={firstOf(prompt) ?? ""}
        demoOnly={first.demoOnly}
        temporary={isTemporary}
      />
    </KnownModels>
  );
}
