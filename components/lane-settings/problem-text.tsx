const longestShown = 24;

type ProblemTextProps = {
  problem: string;
  /** The setting as it is sent; "" while it is unset. */
  sent: string;
};

/** What a field accepts, and what is sent as long as it does not have it. */
export function ProblemText({ problem, sent }: ProblemTextProps) {
  const isShort = sent.length <= longestShown && !sent.includes("\n");
  return (
    <span role="alert">
      {problem}{" "}
      {sent === "" ? "Not sent until then." : `${isShort ? sent : "The last good value"} is sent until then.`}
    </span>
  );
}
