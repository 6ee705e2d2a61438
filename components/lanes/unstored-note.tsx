import { Icon } from "@/components/icons/icon";

/** Says that an answer would be lost if the server ended now, and why. */
export function UnstoredNote({ why }: { why: string }) {
  return (
    <p
      role="status"
      className="my-3 flex items-start gap-2 rounded-xl bg-warning-soft px-3.5 py-2 text-sm text-warning-soft-foreground"
    >
      <Icon name="alert" className="mt-0.75 size-4 shrink-0" />
      <span className="min-w-0 text-pretty">
        This answer is not stored yet: {why}. It is tried again until it works; copy what you cannot lose.
      </span>
    </p>
  );
}
