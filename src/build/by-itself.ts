/** The scripts that the page fetches before anybody touches it; all others come on demand. */
export const BY_ITSELF: readonly string[] = ['form', 'react', 'rolldown-runtime', 'second-stage'];
