import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a source of the catalogue answers: a status with a body, or nothing at all. */
export type ModelsDevAnswer = { status: number; body: string } | "silence";

export type ModelsDevSource = {
  url: string;
  answer: ModelsDevAnswer;
  /** How often it was asked. */
  asked: number;
  /** Cuts the connections of who is still waiting. */
  hangUp: () => void;
  close: () => void;
};

/** A row as models.dev writes it. */
export const rowWith = (id: string, overrides: object = {}) => ({
  id,
  name: `Row ${id}`,
  tool_call: true,
  reasoning: false,
  release_date: "2026-05",
  modalities: { input: ["text", "image"], output: ["text"] },
  cost: { input: 1, output: 2 },
  limit: { context: 200_000, output: 8_000 },
  ...overrides,
});

/** A provider as models.dev writes it. */
export const providerWith = (id: string, rows: object[], overrides: object = {}) => ({
  [id]: {
    id,
    name: id.charAt(0).toUpperCase() + id.slice(1),
    env: [`${id.toUpperCase()}_API_KEY`],
    api: `https://${id}.example/v1`,
    doc: `https://${id}.example/docs`,
    models: Object.fromEntries(rows.map((row, index) => [String(index), row])),
    ...overrides,
  },
});

export const listOf = (...providers: object[]): ModelsDevAnswer => ({
  status: 200,
  body: JSON.stringify(Object.assign({}, ...providers)),
});

/** A server that stands in for models.dev; it knows which of its lists one has already, by ETag. */
export async function startModelsDev(answer: ModelsDevAnswer): Promise<ModelsDevSource> {
  const server = createServer((request, response) => {
    source.asked += 1;
    if (source.answer === "silence") return;
    const { status, body } = source.answer;
    const etag = `"${hash(body)}"`;
    if (status === 200 && request.headers["if-none-match"] === etag) response.writeHead(304).end();
    else response.writeHead(status, { etag }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const source: ModelsDevSource = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api.json`,
    answer,
    asked: 0,
    hangUp: () => server.closeAllConnections(),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return source;
}

const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e9, 7);
