type MediaKeys = Partial<Record<MediaSessionAction, MediaSessionActionHandler>>;

const claims: MediaKeys[] = [];

function handOut(actions: readonly MediaSessionAction[]): void {
  for (const action of actions)
    navigator.mediaSession.setActionHandler(
      action,
      claims.findLast((keys) => keys[action])?.[action] ?? null,
    );
}

/** The page has one set of media keys: whoever claimed a key last answers it, and then who had it before. */
export function claimMediaKeys(keys: MediaKeys): () => void {
  if (!('mediaSession' in navigator)) return () => {};
  const actions = Object.keys(keys) as MediaSessionAction[];
  claims.push(keys);
  handOut(actions);
  return () => {
    claims.splice(claims.indexOf(keys), 1);
    handOut(actions);
  };
}
