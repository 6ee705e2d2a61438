import { startProxy } from "@/examples/two-instances/proxy.mjs";
import { AppServer, findFreePort } from "./app-server";

/** What a test does with the app, whether it is one process or several behind a proxy. */
export type RunningApp = Pick<
  AppServer,
  "url" | "dataFolder" | "output" | "start" | "end" | "restart" | "dispose"
>;

/** The built app as two processes on one PostgreSQL, behind one port. */
export class AppInstances implements RunningApp {
  readonly url: string;
  readonly instances: readonly AppServer[];
  readonly #port: number;
  #proxy: Awaited<ReturnType<typeof startProxy>> | null = null;

  private constructor(port: number, instances: AppServer[]) {
    this.#port = port;
    this.instances = instances;
    this.url = `http://localhost:${port}`;
  }

  static async create(env: Record<string, string>): Promise<AppInstances> {
    const first = await AppServer.create({ ...env });
    const second = await AppServer.create({ ...env }, first.dataFolder);
    return new AppInstances(await findFreePort(), [first, second]);
  }

  get dataFolder(): string {
    return this.#first.dataFolder;
  }

  get output(): string {
    return this.instances.map((instance) => instance.output).join("");
  }

  async start(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.start()));
    this.#proxy ??= await startProxy({
      port: this.#port,
      targets: this.instances.map(({ url }) => url.replace("localhost", "127.0.0.1")),
    });
  }

  async end(signal?: NodeJS.Signals): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.end(signal)));
  }

  async restart(changes: Record<string, string> = {}): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.restart(changes)));
  }

  async dispose(): Promise<void> {
    await this.#proxy?.close();
    await this.end();
    await this.#first.dispose();
  }

  get #first(): AppServer {
    const [first] = this.instances;
    if (first === undefined) throw new Error("There is no instance.");
    return first;
  }
}
