import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { ExistingChat } from "@/components/chat/existing-chat";
import { ScrollToEndScript } from "@/components/lanes/scroll-to-end-script";
import { ModelNames } from "@/components/models/model-names";
import { AppError } from "@/lib/app-error";
import { requirePageCaller } from "@/lib/server/access/caller";
import { getChat } from "@/lib/server/chats/chat-store";
import { toModelNames } from "@/lib/server/providers/to-model-names";

export default async function ChatPage({ params }: { params: Promise<{ chatId: string }> }) {
  const { ownerId } = await requirePageCaller();
  const { chatId } = await params;
  const document = await getChat({ owner: ownerId, chatId }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return (
    <ModelNames names={toModelNames(document.lanes.map((lane) => lane.model))}>
      <ExistingChat key={document.id} document={document} />
      <ScrollToEndScript nonce={(await headers()).get("x-nonce") ?? undefined} />
    </ModelNames>
  );
}
