import type { Metadata, Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { SetupForm } from "@/components/access/setup-form";
import { SignInForm } from "@/components/access/sign-in-form";
import { Wordmark } from "@/components/workspace/wordmark";
import { toOwnAddress } from "@/lib/own-address";
import { guardHost } from "@/lib/server/access/guard";
import { isSetupPending } from "@/lib/server/access/password";
import { isSignedIn } from "@/lib/server/access/session";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/login">) {
  guardHost(await headers());
  const { to } = await searchParams;
  const address = toOwnAddress(typeof to === "string" ? to : "") ?? "/";
  // What is no page says so there.
  if (await isSignedIn()) redirect(address as Route);
  const isSetup = await isSetupPending();
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 p-6 pb-[15dvh]">
      <div>
        <Wordmark />
        <h1 className="mt-6 text-xl font-semibold tracking-tight">
          {isSetup ? "Choose a password" : "Sign in"}
        </h1>
        <p className="mt-1 text-sm text-pretty text-muted">
          {isSetup
            ? "This server has no password yet. Its log shows a one-time token with which you choose one."
            : "This server asks for a password, set where it was started."}
        </p>
      </div>
      {isSetup ? <SetupForm /> : <SignInForm to={address} />}
    </main>
  );
}
