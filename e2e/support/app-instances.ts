import path from "node:path";
import { startProxy } from "@/examples/two-instances/proxy.mjs";
import { AppServer, findFreePort } from "./app-server";

type Proxy = Awaited<ReturnType<typeof startProxy>>;

/** What a test does with the app, whether it is one process or several behind a proxy. */
export type RunningApp = Pick<
  AppServer,
  "url" | "dataFolder" | "output" | "start" | "end" | "restart" | "dispose"
>;

/** The built app as two processes on one PostgreSQL, behind one port. */
export class AppInstances implements RunningApp {
  readonly url: string;
  readonly instances: readonly AppServer[];
  readonly #proxy: Proxy;

  private constructor(options: { port: number; proxy: Proxy; instances: AppServer[] }) {
    this.#proxy = options.proxy;
    this.instances = options.instances;
    this.url = `http://localhost:${options.port}`;
  }

  static async create(env: Record<string, string>): Promise<AppInstances> {
    const first = await AppServer.create({ ...env });
    // Machines share a database and what the operator wrote, no folder.
    const SWITCHYARD_CONFIG = path.join(first.dataFolder, "switchyard.config.json");
    const second = await AppServer.create({ ...env, SWITCHYARD_CONFIG });
    const instances = [first, second];
    const port = await findFreePort();
    // At once: until the instances have started, somebody else may have taken the port.
    const targets = instances.map(({ url }) => url.replace("localhost", "127.0.0.1"));
    return new AppInstances({ port, proxy: await startProxy({ port, targets }), instances });
  }

  get dataFolder(): string {
    return this.#first.dataFolder;
  }

  get output(): string {
    return this.instances.map((instance) => instance.output).join("");
  }

  async start(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.start()));
  }

  async end(signal?: NodeJS.Signals): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.end(signal)));
  }

  async restart(changes: Record<string, string> = {}): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.restart(changes)));
  }

  async dispose(): Promise<void> {
    await this.#proxy.close();
    await Promise.all(this.instances.map((instance) => instance.dispose()));
  }

  get #first(): AppServer {
    const [first] = this.instances;
    if (first === undefined) throw new Error("There is no instance.");
    return first;
  }
}

/** @throws Error when the app is not two instances */
export function toPair(app: RunningApp): { first: AppServer; second: AppServer } {
  const [first, second] = app instanceof AppInstances ? app.instances : [];
  if (first === undefined || second === undefined) throw new Error("This test needs two instances.");
  return { first, second };
}
