// `npm run dev`: the development server, which reloads what changes.
import { prepare, runTool } from "./prepare.mjs";
import { readSetting } from "./read-setting.mjs";

const env = await prepare();
const { code } = await runTool(env, "next", ["dev", "-H", "127.0.0.1", "-p", readSetting("PORT") ?? "3000"]);
process.exit(code);
