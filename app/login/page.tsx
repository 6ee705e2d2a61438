import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/access/sign-in-form";
import { guardHost } from "@/lib/server/access/guard";
import { isSignedIn } from "@/lib/server/access/session";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  guardHost(await headers());
  if (await isSignedIn()) redirect("/");
  return (
    <main className="m-auto flex w-full max-w-xs flex-col gap-6 p-6">
      <div>
        <h1 className="text-xl font-semibold tracking-tight">Switchyard</h1>
        <p className="mt-1 text-sm text-pretty text-muted">
          This server asks for a password, set where it was started.
        </p>
      </div>
      <SignInForm />
    </main>
  );
}
