"use client";

import { Button } from "@heroui/react/button";
import { lazy, Suspense, useState } from "react";
import { Icon } from "@/components/icons/icon";
import { loadCatalogue } from "./catalogue-store";
import { useModelName } from "./known-models";

const loadDialog = () => import("./model-dialog");
const ModelDialog = lazy(async () => ({ default: (await loadDialog()).ModelDialog }));

type ModelPickerProps = {
  value: string;
  onChange: (ref: string) => void;
  /** It begins with the list open. */
  startsOpen?: boolean;
};

/** The button that names the model; pressed, it opens the list of all of them. */
export function ModelPicker({ value, onChange, startsOpen = false }: ModelPickerProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  const [wasOpened, setWasOpened] = useState(startsOpen);
  const name = useModelName(value);
  const isSimulated = value.startsWith("demo/");

  function open() {
    void loadCatalogue();
    setWasOpened(true);
    setOpen(true);
  }

  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        className="max-w-full min-w-0 gap-1.5 px-2 font-medium"
        aria-label={`Model: ${name}${isSimulated ? " Simulated" : ""}`}
        aria-haspopup="dialog"
        onPress={open}
        onHoverStart={() => void loadDialog()}
        onFocus={() => void loadDialog()}
      >
        <span className="min-w-0 truncate">{name}</span>{" "}
        {isSimulated && <span className="shrink-0 font-normal text-muted max-[480px]:hidden">Simulated</span>}
        <Icon name="chevron-down" className="size-3.5 shrink-0 text-muted" />
      </Button>
      {wasOpened && (
        <Suspense fallback={null}>
          <ModelDialog value={value} isOpen={isOpen} onOpenChange={setOpen} onChoose={onChange} />
        </Suspense>
      )}
    </>
  );
}
