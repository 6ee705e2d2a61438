import { NewChat } from "@/components/chat/new-chat";

export default function NewChatPage() {
  return <NewChat initialModel="demo/writer" initialText="" demoOnly />;
}
