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
  /** The list is open. */
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** The button that names the model; pressed, it opens the list of all of them. */
export function ModelPicker({ value, onChange, isOpen, onOpenChange }: ModelPickerProps) {
  const [wasOpened, setWasOpened] = useState(isOpen);
  const name = useModelName(value);
  const isSimulated = value.startsWith("demo/");

  if (isOpen && !wasOpened) setWasOpened(true);

  function open() {
    void loadCatalogue();
    onOpenChange(true);
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
        <span dir="auto" className="min-w-0 truncate">
          {name}
        </span>{" "}
        {isSimulated && <span className="shrink-0 font-normal text-muted max-[480px]:hidden">Simulated</span>}
        <Icon name="chevron-down" className="size-3.5 shrink-0 text-muted" />
      </Button>
      {wasOpened && (
        <Suspense fallback={null}>
          <ModelDialog value={value} isOpen={isOpen} onOpenChange={onOpenChange} onChoose={onChange} />
        </Suspense>
      )}
    </>
  );
}
