import { signInSchema } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import { soleOwnerId } from "@/lib/server/access/caller";
import { isPassword } from "@/lib/server/access/password";
import { signIn, signOut } from "@/lib/server/access/session";
import { countSignInAttempt, forgetSignInAttempts } from "@/lib/server/access/sign-in-attempts";
import { respondJson, route } from "@/lib/server/respond";

/** Signs in where a password is set. */
export const POST = route({ body: signInSchema, access: "anybody" }, async ({ request, body }) => {
  await countSignInAttempt(request.headers);
  if (!(await isPassword(body.password))) throw new AppError("unauthorized", "That is not the password.");
  await forgetSignInAttempts(request.headers);
  await signIn({ owner: soleOwnerId, browser: request.headers.get("user-agent") ?? "" });
  return respondJson({ signedIn: true });
});

export const DELETE = route({}, async ({ caller }) => {
  await signOut(caller.ownerId);
  return respondJson({ signedIn: false });
});
