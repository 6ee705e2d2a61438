import "server-only";
import type { SearchHits } from "@/lib/api/endpoints";
import { matchesAt } from "@/lib/search/matches-at";
import { type Phrase, parseSearch } from "@/lib/search/parse-search";
import { toSnippet } from "@/lib/search/to-snippet";
import { fold, iterateWords } from "@/lib/search/words";
import { getDb } from "@/lib/server/db/get-db";
import { listTitles } from "./list-chats";
import { type FoundMessage, searchMessages } from "./text-store";

const maxMessages = 60;
const maxTitles = 20;

/** The owner's chats whose title, and messages whose text, have everything `query` names; newest first. */
export async function searchChats({ owner, query }: { owner: string; query: string }): Promise<SearchHits> {
  const phrases = parseSearch(query);
  if (phrases.length === 0) return { titles: [], messages: [] };
  const db = await getDb();
  const found = await searchMessages(db, { owner, phrases, limit: maxMessages });
  const chats = await listTitles(db, owner);
  return {
    titles: chats
      .filter(({ title }) => hasAll(title, phrases))
      .slice(0, maxTitles)
      .map(({ id, title, updatedAt }) => ({ chatId: id, updatedAt, snippet: toSnippet(title, phrases) })),
    messages: dropRepeated(found).map(({ text, turnId: _, ...message }) => ({
      ...message,
      snippet: toSnippet(text, phrases),
    })),
  };
}

/** A question of several lanes is a message in each of them, and was asked once. */
function dropRepeated(found: readonly FoundMessage[]): FoundMessage[] {
  const asked = new Set<string>();
  return found.filter(({ role, turnId, text }) => {
    if (role !== "user") return true;
    const question = JSON.stringify([turnId, text]);
    return !asked.has(question) && asked.add(question);
  });
}

function hasAll(title: string, phrases: Phrase[]): boolean {
  // Most titles have not even the letters: taking all of them apart would take longer than the search itself.
  const letters = fold(title);
  if (!phrases.every(({ words }) => words.every((word) => letters.includes(word)))) return false;
  const words = [...iterateWords(title)].map(({ word }) => word);
  return phrases.every((phrase) => words.some((_, at) => matchesAt(words, at, phrase)));
}
