/** The scripts that the page fetches before anybody touches it; all others come on demand. */
export const BY_ITSELF: readonly string[] = ['form', 'react', 'rolldown-runtime', 'second-stage'];

/** The workers that it starts before that: what fetches the audio whose waves are seen. */
export const WORKERS_BY_ITSELF: readonly string[] = ['fetch-worker'];
