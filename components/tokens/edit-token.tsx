"use client";

import { useState } from "react";
import { toRefusal } from "@/components/chat/to-refusal";
import { EditChoice } from "@/components/edits/edit-choice";
import { patchToken } from "@/lib/api/tokens";
import { EditConflict, saveEdit, toChanges } from "@/lib/edits/save-edit";
import { formatUtcTime } from "@/lib/format-utc-time";
import type { TokenContent, TokenInfo } from "@/lib/gateway/token";
import { TokenForm } from "./token-form";
import { toLimitWords } from "./token-words";

type EditTokenProps = { token: TokenInfo; onSaved: (token: TokenInfo) => void; onCancel: () => void };

/** Changes what a token may do. What another tab changed meanwhile is not overwritten without asking. */
export function EditToken({ token, onSaved, onCancel }: EditTokenProps) {
  const [base, setBase] = useState(token);
  const [conflict, setConflict] = useState<{ mine: TokenContent; current: TokenInfo } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function save(from: TokenInfo, content: TokenContent) {
    const edit = toChanges(from, content);
    try {
      onSaved(await saveEdit({ base: from, edit, send: (body) => patchToken(token.id, body) }));
    } catch (error) {
      if (!(error instanceof EditConflict) || error.current === null) throw error;
      setConflict({ mine: { ...error.current, ...edit }, current: error.current });
    }
  }

  async function keepMine({ mine, current }: { mine: TokenContent; current: TokenInfo }) {
    setBusy(true);
    setProblem(null);
    await save(current, mine).catch((error: unknown) => setProblem(toRefusal(error).text));
    setBusy(false);
  }

  return (
    <TokenForm
      key={base.updatedAt}
      token={base}
      onSave={(content) => save(base, content)}
      onCancel={onCancel}
    >
      {conflict !== null && (
        <EditChoice
          key={conflict.current.updatedAt}
          what={`the token “${conflict.current.name}”`}
          differing={listDiffering(conflict.mine, conflict.current)}
          isBusy={isBusy}
          onKeepMine={() => void keepMine(conflict)}
          onTakeTheirs={() => {
            setBase(conflict.current);
            setConflict(null);
          }}
        />
      )}
      {problem !== null && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
    </TokenForm>
  );
}

function listDiffering(mine: TokenContent, theirs: TokenContent) {
  const words = (token: TokenContent): Record<string, string> => ({
    Name: token.name,
    Limits: toLimitWords(token),
    Expires: token.expiresAt === null ? "never" : formatUtcTime(token.expiresAt),
  });
  const [own, others] = [words(mine), words(theirs)];
  return Object.keys(own)
    .map((label) => ({ label, mine: own[label] ?? "", theirs: others[label] ?? "" }))
    .filter((row) => row.mine !== row.theirs);
}
