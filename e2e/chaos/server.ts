import { serve } from '../../src/cli/serve.ts';
import { systemClock } from '../../src/server/platform/clock.ts';
import { type NodeSql, openSql } from '../../src/server/platform/node/node-sqlite.ts';
import { readSettings } from '../../src/server/platform/node/settings.ts';

/** How far behind the send the journal comes when it is broken on purpose. */
const BROKEN_JOURNAL_MS = 40;

/**
 * The real server, with a hand on its throat: `CHAOS_POINT` and `CHAOS_NTH` name the moment it kills itself at.
 * `CHAOS_BREAK=journal` lets commits reach the disk only after the send, to show that the run catches it.
 */
const { CHAOS_POINT: point, CHAOS_NTH: nth = '1', CHAOS_BREAK: broken } = process.env;
let left = Number(nth);

const running = await serve(readSettings(process.env), {
  clock: systemClock,
  synth: () =>
    Promise.resolve({
      render: () => Promise.reject(new Error('The chaos run has no sandbox.')),
      close: () => Promise.resolve(),
    }),
  page: null,
  report: (error) => console.error(error),
  timeouts: { sendMs: 700, readMs: 700, audioHeadMs: 700, audioBodyMs: 3000 },
  openSql: broken === 'journal' ? openLate : openSql,
  atPoint(here) {
    if (here !== point) return;
    left--;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  },
});
console.log(`Listening on http://127.0.0.1:${running.port}`);
process.once('SIGTERM', () => void running.stop());

function openLate(path: string): NodeSql {
  const sql = openSql(path);
  let open = false;
  const commit = () => {
    if (open) sql.exec('COMMIT');
    open = false;
  };
  return {
    ...sql,
    transact(work) {
      if (!open) {
        sql.exec('BEGIN IMMEDIATE');
        open = true;
        setTimeout(commit, BROKEN_JOURNAL_MS);
      }
      return work();
    },
  };
}
