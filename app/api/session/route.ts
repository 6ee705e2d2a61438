import { signInSchema } from "@/lib/api/endpoints";
import { AppError } from "@/lib/app-error";
import { isPassword, signIn, signOut } from "@/lib/server/access/session";
import { countSignInAttempt, forgetSignInAttempts } from "@/lib/server/access/sign-in-attempts";
import { respondJson, route } from "@/lib/server/respond";

/** Signs in where a password is set. */
export const POST = route({ body: signInSchema, access: "anybody" }, async ({ body }) => {
  await countSignInAttempt();
  if (!(await isPassword(body.password))) throw new AppError("unauthorized", "That is not the password.");
  await forgetSignInAttempts();
  await signIn();
  return respondJson({ signedIn: true });
});

export const DELETE = route({}, async () => {
  await signOut();
  return respondJson({ signedIn: false });
});
