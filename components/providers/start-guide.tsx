import { CopyValue } from "@/components/chat/copy-value";

type StartGuideProps = { name: string; command: string; baseUrl: string; variable: string };

/** How a server on this machine is started, and what to set when it listens elsewhere. */
export function StartGuide({ name, command, baseUrl, variable }: StartGuideProps) {
  return (
    <section aria-label={`Start ${name}`} className="flex flex-col gap-2 text-sm">
      <h2 className="font-semibold">Start {name}</h2>
      <Command text={command} />
      <p className="text-pretty text-muted">
        It is looked for at <span className="font-mono text-xs">{baseUrl}</span> while this page is open, and
        its models appear by themselves, within half a minute. If it listens elsewhere, put this into{" "}
        <code className="font-mono text-xs">.env</code> and restart:
      </p>
      <Command text={`${variable}=${baseUrl}`} />
    </section>
  );
}

function Command({ text }: { text: string }) {
  return (
    <div className="flex items-center justify-between gap-2 rounded-lg bg-default py-1 pr-1 pl-3">
      <code className="min-w-0 font-mono text-xs break-all">{text}</code>
      <CopyValue value={text} />
    </div>
  );
}
