import { SettingsProblem } from '../../server/platform/node/settings.ts';
import { claimedWorkspace } from './claimed-workspace.ts';
import { mainIdOf, readWorkerSettings, type WorkerEnv } from './worker-settings.ts';

const OBJECT_ID = /^[\da-f]{64}$/;

const problemAnswer = (
  status: number,
  problem: { code: string; message: string; charged: string },
): Response =>
  Response.json(
    { code: status, msg: problem.message, data: null, problem },
    { status, headers: { 'cache-control': 'no-store' } },
  );

/** The runtime lost the object (a deploy, a crash): only for a read may "try again" be said. */
function lost(request: Request): Response {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead)
    return problemAnswer(503, {
      code: 'maintenance',
      message: 'Cuesmith is starting anew. Try again shortly.',
      charged: 'no',
    });
  return problemAnswer(424, {
    code: 'outcome-unknown',
    message: 'Cuesmith was started anew before it could answer. The vendor may have taken the request.',
    charged: 'unsure',
  });
}

/** The one that is claimed, which finds whether that is right; the main one answers for what is nobody's. */
function objectOf(env: WorkerEnv, claimed: string) {
  const { WORKSPACE } = env;
  if (!OBJECT_ID.test(claimed)) return WORKSPACE.get(mainIdOf(env));
  try {
    return WORKSPACE.get(WORKSPACE.idFromString(claimed));
  } catch {
    // An id that was not made here.
    return WORKSPACE.get(mainIdOf(env));
  }
}

/** In front of the workspaces: it hands on, and sends nothing itself. */
export const front = {
  async fetch(request: Request, env: WorkerEnv): Promise<Response> {
    try {
      readWorkerSettings(env);
    } catch (error) {
      if (!(error instanceof SettingsProblem)) throw error;
      return problemAnswer(503, { code: 'server-error', message: error.message, charged: 'no' });
    }
    if (new URL(request.url).pathname === '/healthz') return Response.json({ ok: true });
    const claimed = await claimedWorkspace(request);
    try {
      return await objectOf(env, claimed.id).fetch(claimed.request);
    } catch (error) {
      console.error(error);
      return lost(request);
    }
  },
};
