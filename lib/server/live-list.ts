import "server-only";

/** Where in a list something is, and which of all that have been there. */
const nameForm = /^(\d+)\.\d+$/;

type Entry<Value> = { name: string; value: Value };

/**
 * What goes on for now, each under a name that the list gives. It is an array whose places are used again, where a `Map` or a
 * `Set` would be at hand: those lay themselves out anew after so many changes, and an outgrown layout that has become old
 * points at the next one. What passed through them then stays in memory, with all it refers to, until a full collection.
 */
export class LiveList<Value> {
  readonly #entries: (Entry<Value> | undefined)[] = [];
  readonly #free: number[] = [];
  #added = 0;

  get size(): number {
    return this.#entries.length - this.#free.length;
  }

  /** Returns its name, which nothing else ever has in this list. */
  add(value: Value): string {
    const place = this.#free.pop() ?? this.#entries.length;
    this.#added += 1;
    const name = `${place}.${this.#added}`;
    this.#entries[place] = { name, value };
    return name;
  }

  get(name: string): Value | undefined {
    return this.#find(name)?.value;
  }

  /** Removing what is not there does nothing. */
  remove(name: string): void {
    if (this.#find(name) === undefined) return;
    const place = toPlace(name);
    this.#entries[place] = undefined;
    this.#free.push(place);
  }

  values(): Value[] {
    return this.#entries.flatMap((entry) => (entry === undefined ? [] : [entry.value]));
  }

  #find(name: string): Entry<Value> | undefined {
    const entry = this.#entries[toPlace(name)];
    return entry?.name === name ? entry : undefined;
  }
}

const toPlace = (name: string): number => Number(nameForm.exec(name)?.[1] ?? -1);
