import { existsSync } from "node:fs";
import path from "node:path";

/** Where Debian puts it, which is not on everybody's PATH. */
const systemFolders = ["/usr/sbin", "/usr/local/sbin"];

/** The example with nginx is tested: it is there, or this is CI, which may not do without. */
export const isNginxTested = () => findNginx() !== null || process.env.CI !== undefined;

/** The path of nginx; null when it is not on this machine. */
export function findNginx() {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), ...systemFolders];
  return folders.map((folder) => path.join(folder, "nginx")).find((file) => existsSync(file)) ?? null;
}
