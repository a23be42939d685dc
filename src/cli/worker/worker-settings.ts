import { readSettings, type Settings, SettingsProblem } from '../../server/platform/node/settings.ts';
import type { AlarmStorage } from '../../server/platform/workers/alarm-clock.ts';
import type { Assets } from '../../server/platform/workers/asset-page.ts';
import type { DurableStorage } from '../../server/platform/workers/durable-sql.ts';
import type { Bucket } from '../../server/platform/workers/r2-files.ts';
import type { WorkspaceObject } from './workspace-directory.ts';

/** What a Durable Object is handed when it is made. */
export interface ObjectState {
  id: ObjectId;
  storage: DurableStorage & AlarmStorage & { deleteAll(): Promise<void>; deleteAlarm(): Promise<void> };
  /** Ends the object at once; its next request finds it anew. */
  abort(reason: string): void;
}

interface ObjectId {
  toString(): string;
}

interface ObjectNamespace {
  idFromName(name: string): ObjectId;
  /** @throws Error for one that was not made here: nobody can name an object that is not there */
  idFromString(text: string): ObjectId;
  newUniqueId(): ObjectId;
  get(id: ObjectId): WorkspaceObject & { fetch(request: Request): Promise<Response> };
}

/** The object that `ACCESS_TOKEN` opens. */
const MAIN = 'main';
export const mainIdOf = ({ WORKSPACE }: WorkerEnv): ObjectId => WORKSPACE.idFromName(MAIN);

/** The bindings of wrangler.jsonc; every setting is text beside them. */
export interface WorkerEnv extends Readonly<Record<string, unknown>> {
  WORKSPACE: ObjectNamespace;
  TAKES: Bucket;
  /** Absent where no page is served. */
  ASSETS?: Assets;
}

export type WorkerSettings = Settings & { accessToken: string };

/**
 * The settings of the project's README, as variables and secrets of the Worker.
 * @throws SettingsProblem
 */
export function readWorkerSettings(env: WorkerEnv): WorkerSettings {
  const given = Object.entries(env).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const settings = readSettings({ SOUNDS_UPSTREAM: 'apibox', ...Object.fromEntries(given) });
  const { accessToken, upstream } = settings;
  if (accessToken === null)
    throw new SettingsProblem(
      'ACCESS_TOKEN is not set: anyone could spend your credits here. Set a long one: npx wrangler secret put ACCESS_TOKEN',
    );
  if (upstream.baseUrl === null)
    throw new SettingsProblem(
      'SOUNDS_UPSTREAM: there is no sandbox here. Name a vendor, or the address of a sandbox that runs on Node.',
    );
  return { ...settings, accessToken };
}
