import type { SessionMaker } from "@/components/workspace/workspace";
import { chatServer } from "./chat-server";
import { ChatSession } from "./chat-session";

/** A chat's session over the real server. */
export const makeSession: SessionMaker = (options) => new ChatSession({ ...options, server: chatServer });
