/** The example with nginx is tested: it is there, or this is CI, which may not do without. */
export function isNginxTested(): boolean;

/** The path of nginx; null when it is not on this machine. */
export function findNginx(): string | null;
