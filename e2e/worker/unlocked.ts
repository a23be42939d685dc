import { front } from '../../src/cli/worker/front.ts';
import type { WorkerEnv } from '../../src/cli/worker/worker-settings.ts';

/** The Worker as it is deployed, for `wrangler dev`; where it is UNLOCKED, the specs of Node need not log in. */
export { Workspace } from '../../src/cli/worker/workspace.ts';
export default {
  fetch(request: Request, env: WorkerEnv): Promise<Response> {
    if (env['UNLOCKED'] !== 'yes' || request.headers.has('authorization')) return front.fetch(request, env);
    const open = new Request(request);
    open.headers.set('authorization', `Bearer ${String(env['ACCESS_TOKEN'])}`);
    return front.fetch(open, env);
  },
};
