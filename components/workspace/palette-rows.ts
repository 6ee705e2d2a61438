import type { IconName } from "@/components/icons/icon";
import type { SearchHits } from "@/lib/api/endpoints";
import type { Catalogue } from "@/lib/catalogue/catalogue-model";
import { searchModels } from "@/lib/catalogue/search-models";
import type { ChatSummary } from "@/lib/chats/chat-document";
import type { Snippet } from "@/lib/search/to-snippet";
import type { KeyCombination } from "./shortcut-list";

/** Something the palette does by itself. */
export type PaletteAction = {
  id: string;
  label: string;
  icon: IconName;
  /** What else it may be called. */
  words?: string;
  keys?: KeyCombination;
  /** It brings the focus somewhere: the palette must be gone first. */
  movesFocus?: boolean;
  run: () => void;
};

/** One line that can be chosen. */
export type PaletteRow =
  | { kind: "action"; id: string; action: PaletteAction }
  | { kind: "chat"; id: string; chatId: string; title: string }
  | { kind: "message"; id: string; chatId: string; messageId: string; title: string; snippet: Snippet }
  | { kind: "model"; id: string; ref: string; name: string; providerName: string };

export type PaletteGroup = { name: string; rows: PaletteRow[] };

type PaletteSources = {
  query: string;
  actions: readonly PaletteAction[];
  /** As far as the list was read. */
  chats: readonly ChatSummary[];
  /** What the server found for this query; null while it is asked. */
  hits: SearchHits | null;
  catalogue: Catalogue | null;
  /** Refs of the models chosen last. */
  recents: readonly string[];
};

const mostRecentChats = 5;
const mostChats = 6;
const mostMessages = 5;
const mostModels = 7;

/** Every word of the query begins a word of the text. */
function matches(text: string, query: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** What the palette offers for what is typed; groups without rows are left out. */
export function toPaletteGroups(sources: PaletteSources): PaletteGroup[] {
  const query = sources.query.trim();
  const actions = sources.actions
    .filter(({ label, words = "" }) => query === "" || matches(`${label} ${words}`, query))
    .map((action): PaletteRow => ({ kind: "action", id: `action-${action.id}`, action }));
  const groups = [
    { name: "Actions", rows: actions },
    { name: query === "" ? "Recent chats" : "Chats", rows: toChatRows(sources, query) },
    { name: query === "" ? "Recent models" : "Models", rows: toModelRows(sources, query) },
    { name: "Messages", rows: query === "" ? [] : toMessageRows(sources) },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

function toChatRows({ chats, hits }: PaletteSources, query: string): PaletteRow[] {
  const toRow = (chatId: string, title: string): PaletteRow => ({
    kind: "chat",
    id: `chat-${chatId}`,
    chatId,
    title,
  });
  if (query === "") return chats.slice(0, mostRecentChats).map(({ id, title }) => toRow(id, title));
  // What this page knows is there at once; the server knows the rest.
  const known = chats.filter(({ title }) => matches(title, query)).map(({ id, title }) => toRow(id, title));
  const found = (hits?.titles ?? []).map(({ chatId, snippet }) => toRow(chatId, snippet.text));
  const rows = new Map([...known, ...found].map((row) => [row.id, row]));
  return [...rows.values()].slice(0, mostChats);
}

function toMessageRows({ hits }: PaletteSources): PaletteRow[] {
  return (hits?.messages ?? []).slice(0, mostMessages).map(({ chatId, messageId, title, snippet }) => ({
    kind: "message",
    id: `message-${messageId}`,
    chatId,
    messageId,
    title,
    snippet,
  }));
}

function toModelRows({ catalogue, recents }: PaletteSources, query: string): PaletteRow[] {
  if (catalogue === null) return [];
  const providers = new Map(catalogue.providers.map((provider) => [provider.id, provider]));
  const providerNames = new Map(catalogue.providers.map(({ id, name }) => [id, name]));
  const models =
    query === ""
      ? recents.flatMap((ref) => catalogue.models.filter((model) => model.ref === ref))
      : searchModels({ models: catalogue.models, providerNames, query }).map(({ model }) => model);
  const usable = models.filter(
    ({ providerId, notOffered }) => notOffered === null && providers.get(providerId)?.callable === true,
  );
  return usable.slice(0, mostModels).map(({ ref, name, providerId }) => ({
    kind: "model",
    id: `model-${ref}`,
    ref,
    name,
    providerName: providerNames.get(providerId) ?? providerId,
  }));
}
