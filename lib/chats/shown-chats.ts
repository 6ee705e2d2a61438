/** So many chats are listed at first, and so many more each time older ones are wanted. */
export const shownChats = 500;
