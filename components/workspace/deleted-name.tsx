/** That something was deleted. A name that is too long is cut at its own end, on whichever side that is. */
export function DeletedName({ name }: { name: string }) {
  return (
    <span className="flex min-w-0 whitespace-pre">
      Deleted “
      <span dir="auto" className="min-w-0 truncate">
        {name}
      </span>
      ”
    </span>
  );
}
