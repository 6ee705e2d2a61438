/** A lane as it is called beside others. A name from right to left does not take the number to its side. */
export function LaneName({ number, name }: { number: number; name: string }) {
  return (
    <>
      {number} <bdi>{name}</bdi>
    </>
  );
}
