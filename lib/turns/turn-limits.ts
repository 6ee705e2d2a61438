/** The most lanes one chat, and so one turn, may have. */
export const maxLanes = 8;
/** The longest message a turn takes, in UTF-16 code units. */
export const maxMessageCharacters = 1_000_000;
/**
 * The largest request that brings messages, in bytes: every lane has its own copy of a message of that length and of its
 * system prompt, which a new chat tells twice, and most scripts take three bytes a sign.
 */
export const maxTurnBytes = 48_000_000;
