/** So many chats are listed at first beside the pinned ones, and so many more each time older ones are wanted. */
export const chatsPerPage = 200;
