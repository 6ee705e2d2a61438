import { setupSchema } from "@/lib/api/session-info";
import { AppError } from "@/lib/app-error";
import { soleOwnerId } from "@/lib/server/access/caller";
import { choosePassword } from "@/lib/server/access/password";
import { signIn } from "@/lib/server/access/session";
import { countSignInAttempt } from "@/lib/server/access/sign-in-attempts";
import { respondJson, route } from "@/lib/server/respond";

/** Chooses the password of a server that was started without one, with the one-time token from its log. */
export const POST = route({ body: setupSchema, access: "anybody" }, async ({ request, body }) => {
  await countSignInAttempt(request.headers);
  if (!(await choosePassword(body))) {
    throw new AppError(
      "unauthorized",
      "That is not the token in the server's log, or a password has been chosen already.",
    );
  }
  await signIn({ owner: soleOwnerId, browser: request.headers.get("user-agent") ?? "" });
  return respondJson({ signedIn: true }, { status: 201 });
});
