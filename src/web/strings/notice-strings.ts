// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.

export const loggedOut = 'This login has ended. Log in again; what you typed stays here.';
export const logIn = 'Log in';
export const otherBuild =
  'Cuesmith was updated on the server. Reload to use the new version; what you typed stays.';
export const reload = 'Reload';
export const silent = (host: string | number): string =>
  `${host} does not answer just now. Nothing is lost or sent twice; what is rendering goes on when it is back.`;
export const noKey = (host: string | number): string => `There is no API key for ${host} yet. Set`;
export const noKeyNext = 'on the server and start it again.';
export const notNoted =
  'This browser could not note what you pressed: its storage for this page is full or off. It is sent all the same; do not reload before it is answered.';
export const sharedMissing = 'The shared file did not arrive. Share it once more.';
export const fileMissing = 'A file could not be opened. It may have been moved.';
export const getKey = 'Get a key';
