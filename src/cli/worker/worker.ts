import { front } from './front.ts';

/** What the runtime starts: a class for each workspace, and what stands in front of them. */
export { Workspace } from './workspace.ts';
export default front;
