import "server-only";
import { createId } from "@/lib/id";
import { singleton } from "@/lib/server/singleton";

/** Which process this is, among all that share a database. */
export const getInstanceId = () => singleton("instance-id", createId);
