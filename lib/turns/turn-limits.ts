/** The most lanes one chat, and so one turn, may have. */
export const maxLanes = 8;
/** The longest message a turn takes, in UTF-16 code units. */
export const maxMessageCharacters = 1_000_000;
