export const serverNodeOptions: string[];
