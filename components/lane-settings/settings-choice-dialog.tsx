"use client";

import type { ChatSession } from "@/components/chat/chat-session";
import type { SettingsChoice } from "@/components/chat/settings-sync";
import { EditChoice } from "@/components/edits/edit-choice";
import { DialogFrame } from "@/components/lane-code/dialog-frame";
import { describeDifferences } from "@/lib/chats/describe-differences";

/** Another tab set the same settings of a lane differently: which of them holds. Closing it chooses none. */
export function SettingsChoiceDialog({ session, choice }: { session: ChatSession; choice: SettingsChoice }) {
  const { mine, theirs } = choice;
  return (
    <DialogFrame
      title="Settings changed in another tab"
      isOpen
      onClose={() => session.settings.postponeChoice()}
    >
      <div className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">
        <EditChoice
          what="this lane's settings"
          differing={describeDifferences(mine, theirs)}
          isBusy={false}
          onKeepMine={() => session.settings.choose(choice, mine)}
          onTakeTheirs={() => session.settings.choose(choice, theirs)}
        />
      </div>
    </DialogFrame>
  );
}
