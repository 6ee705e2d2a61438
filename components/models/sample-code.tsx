"use client";

import { useState } from "react";
import { CopyButton } from "@/components/chat/copy-button";
import { ChoiceRow } from "@/components/lane-settings/choice-row";
import { type SampleForm, sampleForms, writeSample } from "@/lib/catalogue/write-sample";
import "@/components/markdown/code-block.css";

type SampleCodeProps = {
  providerId: string;
  modelId: string;
  baseUrl: string;
  keyVariable: string | null;
};

const choices = Object.entries(sampleForms).map(([value, { label }]) => ({ value, label }));
const isForm = (value: string): value is SampleForm => value in sampleForms;

/** How the model is called from elsewhere, in several languages. */
export function SampleCode(props: SampleCodeProps) {
  const [form, setForm] = useState<SampleForm>("curl");
  const code = writeSample(form, props);
  return (
    <div className="flex flex-col gap-2">
      <ChoiceRow
        label="Call it from elsewhere"
        choices={choices}
        value={form}
        onChoose={(value) => isForm(value) && setForm(value)}
      />
      <figure className="code-block" aria-label={sampleForms[form].label}>
        <figcaption>
          <span>{sampleForms[form].label}</span>
          <CopyButton label="Copy code" getText={() => code} />
        </figcaption>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <pre tabIndex={0}>
          <code>{code}</code>
        </pre>
      </figure>
    </div>
  );
}
