import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";

/** From so much withheld time on, times say more about the host than about what is measured. */
const muchWithheld = 0.05;

/** Watches the machine from now on; `describe()` says in lines of text which one it is, and what speaks against its numbers. */
export function watchMachine() {
  const load = loadavg()[0];
  const before = readTicks();
  const describe = () => {
    const withheld = toWithheld(before, readTicks());
    return [
      `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}`,
      ...(load > 1 ? [`The machine was busy before (load ${load.toFixed(1)}): ${onlyRatios}`] : []),
      ...(withheld > muchWithheld
        ? [
            `Its host withheld ${Math.round(withheld * 100)} % of the processor time it asked for: ${onlyRatios}`,
          ]
        : []),
    ];
  };
  return { describe };
}

const onlyRatios = "only the ratios mean something.";

/** The share of the wanted time that somebody else's machines on the host had, 0 to 1; 0 where the system does not say. */
function toWithheld(before, after) {
  if (before === null || after === null) return 0;
  const [wanted, stolen] = [after.wanted - before.wanted, after.stolen - before.stolen];
  return wanted <= 0 ? 0 : stolen / wanted;
}

/** Ticks of all processors since the start (proc_stat(5)): the time that was wanted, and what of it was stolen. */
function readTicks() {
  try {
    const [line] = readFileSync("/proc/stat", "utf8").split("\n");
    const [user, nice, system, , , irq, softirq, stolen] = line.split(/\s+/).slice(1).map(Number);
    return { wanted: user + nice + system + irq + softirq + stolen, stolen };
  } catch {
    // Only Linux has /proc.
    return null;
  }
}
