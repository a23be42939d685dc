/** What the browser keeps for this server: another one may stand under another path of the same origin. */
export const ownName = (name: string): string => location.pathname.slice(1).replace(/[^/]*$/, '') + name;
