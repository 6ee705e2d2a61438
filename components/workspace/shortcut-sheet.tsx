"use client";

import { Modal } from "@heroui/react/modal";
import { IconButton } from "@/components/icons/icon-button";
import { isAppleMachine, type KeyCombination, shortcutGroups, toKeyWords } from "./shortcut-list";

type ShortcutSheetProps = { isOpen: boolean; onClose: () => void };

/** Every shortcut, by what one is doing. */
export function ShortcutSheet({ isOpen, onClose }: ShortcutSheetProps) {
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Modal.Container placement="center" className="p-3">
        <Modal.Dialog
          aria-label="Keyboard shortcuts"
          className="flex max-h-[88dvh] w-full max-w-2xl flex-col gap-0 overflow-hidden rounded-xl p-0"
        >
          <header className="flex h-13 shrink-0 items-center border-b border-separator pr-2.5 pl-5">
            <h2 className="flex-1 text-base font-semibold text-foreground">Keyboard shortcuts</h2>
            <IconButton icon="close" label="Close" onPress={onClose} />
          </header>
          <div className="grid min-h-0 gap-x-10 gap-y-5 overflow-y-auto px-5 py-4 sm:grid-cols-2">
            {shortcutGroups.map(({ name, shortcuts }) => (
              <section key={name}>
                <h3 className="mb-1 text-xs font-semibold text-muted">{name}</h3>
                <dl>
                  {shortcuts.map(({ keys, or, does }) => (
                    <div
                      key={does}
                      className="flex items-center justify-between gap-4 border-b border-separator py-1.5 text-sm last:border-b-0"
                    >
                      <dt className="text-foreground">{does}</dt>
                      <dd className="flex shrink-0 items-center gap-1.5">
                        <Keys keys={keys} />
                        {or !== undefined && (
                          <>
                            <span className="text-xs text-muted">or</span>
                            <Keys keys={or} />
                          </>
                        )}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

/** The keys of a shortcut as they stand on the keyboard. */
export function Keys({ keys }: { keys: KeyCombination }) {
  const isApple = isAppleMachine();
  return (
    <span className="flex shrink-0 gap-0.5">
      {keys.map((key) => (
        <kbd
          key={key}
          className="min-w-5.5 rounded-md border border-border bg-surface-secondary px-1.5 py-0.5 text-center font-sans text-xs leading-snug text-foreground/80"
        >
          {toKeyWords(key, isApple)}
        </kbd>
      ))}
    </span>
  );
}
