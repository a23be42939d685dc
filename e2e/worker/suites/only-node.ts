/** Begins what says that a test asks for something that only Node has. */
export const ONLY_NODE = 'ONLY-NODE:';
