import { cookies } from "next/headers";
import { NewChat } from "@/components/chat/new-chat";
import { modelCookie } from "@/components/chat/remember-model";
import { ModelNames } from "@/components/models/model-names";
import { requirePageCaller } from "@/lib/server/access/caller";
import { chooseFirstModel } from "@/lib/server/providers/choose-first-model";
import { toModelNames } from "@/lib/server/providers/to-model-names";

/** `?model=` chooses the model, `?prompt=` fills the message box. */
type Search = { model?: string | string[]; prompt?: string | string[] };

const firstOf = (value: string | string[] | undefined) => [value].flat()[0];

export default async function NewChatPage({ searchParams }: { searchParams: Promise<Search> }) {
  await requirePageCaller();
  const { model, prompt } = await searchParams;
  const remembered = (await cookies()).get(modelCookie)?.value;
  const first = chooseFirstModel([firstOf(model), remembered]);
  return (
    <ModelNames names={toModelNames([first.ref])}>
      <NewChat initialModel={first.ref} initialText={firstOf(prompt) ?? ""} demoOnly={first.demoOnly} />
    </ModelNames>
  );
}
