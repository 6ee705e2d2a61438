import { z } from "zod";
import { idSchema } from "@/lib/id-schema";

/** `GET /api/sessions`: a browser that is signed in. Times in epoch ms. */
export type SessionInfo = {
  id: string;
  /** What the browser calls itself. */
  browser: string;
  createdAt: number;
  lastSeenAt: number;
  /** The one that asks. */
  isOwn: boolean;
};

export const sessionParamsSchema = z.object({ sessionId: idSchema });

/** `POST /api/setup`: chooses the password with the one-time token from the server's log. */
export const setupSchema = z.strictObject({
  token: z.string().trim().min(1).max(200),
  password: z.string().min(8, "must have at least 8 characters").max(1000),
});
