import { PageHeader } from "@/components/workspace/page-header";

export default function NewChatPage() {
  return <PageHeader title="New chat" />;
}
