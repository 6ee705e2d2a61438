"use client";

import { Button } from "@heroui/react/button";
import Link from "next/link";
import { useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { getTurnExchanges } from "@/lib/api/runs";
import type { ComparedAnswer } from "@/lib/comparison/compared-answer";
import { writeComparison } from "@/lib/comparison/comparison-file";
import { toComparisonMarkdown } from "@/lib/comparison/to-comparison-markdown";
import { version } from "@/package.json";
import { drawDecisionCard } from "./draw-decision-card";
import { saveFile, toFileName } from "./save-file";

type Form = { ending: "json" | "md" | "png"; label: string; about: string };

const forms: Form[] = [
  {
    ending: "json",
    label: "Comparison file",
    about:
      "Everything: requests as sent with keys masked, settings, answers, figures. Opens on any Switchyard without a key.",
  },
  {
    ending: "md",
    label: "Markdown",
    about: "For reading: the question, a table of figures and the answers.",
  },
  {
    ending: "png",
    label: "Picture",
    about: "A card with models, figures and what was best, drawn on this page.",
  },
];

/** Ways to keep a comparison or hand it on. */
export function SaveView({ answers }: { answers: ComparedAnswer[] }) {
  const [problem, setProblem] = useState<string | null>(null);

  async function save({ ending }: Form) {
    setProblem(null);
    try {
      const savedAt = new Date();
      saveFile(toFileName(savedAt, ending), await toContent(ending, { answers, savedAt }));
    } catch (error) {
      setProblem(toRefusal(error).text);
    }
  }

  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-3">
        {forms.map((form) => (
          <li key={form.ending} className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
            <Button size="sm" variant="tertiary" className="w-40" onPress={() => void save(form)}>
              {form.label}
            </Button>
            <span className="min-w-48 flex-1 text-sm text-pretty text-muted">{form.about}</span>
          </li>
        ))}
      </ul>
      {problem !== null && <p role="alert">{problem}</p>}
      <p className="text-sm text-muted">
        A comparison file is{" "}
        <Link href="/compare/file" prefetch={false} className="text-link underline underline-offset-2">
          opened here
        </Link>
        . Who may use this server can also be given the address of this chat.
      </p>
    </div>
  );
}

type Saved = { answers: ComparedAnswer[]; savedAt: Date };

async function toContent(ending: Form["ending"], { answers, savedAt }: Saved): Promise<Blob> {
  if (ending === "png") return drawDecisionCard({ answers, savedAt });
  if (ending === "md") {
    const text = toComparisonMarkdown(answers, { savedAt, app: version });
    return new Blob([text], { type: "text/markdown" });
  }
  const turnIds = new Set(answers.map(({ metadata }) => metadata.turnId));
  const turns = (await Promise.all([...turnIds].map(getTurnExchanges))).flat();
  return new Blob([writeComparison({ answers, turns, app: version, savedAt })], { type: "application/json" });
}
