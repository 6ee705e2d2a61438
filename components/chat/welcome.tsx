"use client";

import { Button } from "@heroui/react/button";
import Link from "next/link";
import { examples } from "./examples";

type WelcomeProps = {
  /** No provider has a key: the demo answers. */
  demoOnly: boolean;
  onExample: (prompt: string) => void;
};

/** The first screen: what this is, what to try, and how to go on from the demo. */
export function Welcome({ demoOnly, onExample }: WelcomeProps) {
  return (
    <div className="my-auto py-4 sm:py-8">
      <h1 className="text-2xl font-semibold tracking-tight text-balance">
        Ask any model. See what it really does.
      </h1>
      <p className="mt-2 max-w-prose text-muted">
        Choose a model beside the message box and change it whenever you like: the next one gets the whole
        conversation. Under each answer stand its tokens, speed and cost, and what nobody reported is called
        so.
      </p>
      <ul className="mt-6 grid gap-2 sm:grid-cols-2">
        {examples.map(({ title, prompt }) => (
          <li key={title} className="flex">
            <Button
              variant="outline"
              className="h-auto w-full flex-col items-start gap-0.5 bg-surface px-4 py-3 text-left whitespace-normal"
              onPress={() => onExample(prompt)}
            >
              <span>{title}</span>
              <span className="line-clamp-1 sm:line-clamp-2 text-sm font-normal text-muted">{prompt}</span>
            </Button>
          </li>
        ))}
      </ul>
      {demoOnly && (
        <p className="mt-6 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-separator px-4 py-3 text-sm text-muted">
          <span className="min-w-0 flex-1 basis-64">
            No provider has a key yet, so the built-in demo answers. Its answers are simulated.
          </span>
          <Link href="/settings" className="button button--sm button--tertiary text-foreground">
            Add a key
          </Link>
        </p>
      )}
    </div>
  );
}
