import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ExistingChat } from "@/components/chat/existing-chat";
import { ScrollToEndScript } from "@/components/lanes/scroll-to-end-script";
import { KnownModels } from "@/components/models/known-models";
import { AppError } from "@/lib/app-error";
import { requirePageCaller } from "@/lib/server/access/caller";
import { getChat } from "@/lib/server/chats/chat-store";
import { toModelFacts } from "@/lib/server/providers/to-model-facts";

type ChatPageProps = { params: Promise<{ chatId: string }> };

/** The chat, read once for the page and its title; not found for whoever may not see it. */
const readChat = cache(async (chatId: string) => {
  const { ownerId } = await requirePageCaller();
  return getChat({ owner: ownerId, chatId }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
});

export async function generateMetadata({ params }: ChatPageProps): Promise<Metadata> {
  return { title: (await readChat((await params).chatId)).title };
}

export default async function ChatPage({ params }: ChatPageProps) {
  const document = await readChat((await params).chatId);
  return (
    <KnownModels facts={toModelFacts(document.lanes.map((lane) => lane.model))}>
      <ExistingChat key={document.id} document={document} />
      <ScrollToEndScript nonce={(await headers()).get("x-nonce") ?? undefined} />
    </KnownModels>
  );
}
