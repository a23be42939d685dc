import { expect, test } from 'vitest';

import { becauseOf } from '#shared/messages/not-kept.ts';
import type { Take } from '#shared/task.ts';

import { createScriptedVendor } from '../../../testing/scripted-vendor.ts';
import { softRain, startTasks, uuid, type TasksKit } from '../../../testing/task-fixtures.ts';

const MP3 = Uint8Array.from([0xff, 0xfb, 0x90, 0x64, ...Array.from({ length: 400 }, () => 0)]);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The host answers, and then hardly a byte comes. */
function drip(kit: TasksKit, host: string): void {
  const openAudio = kit.vendor.client.openAudio.bind(kit.vendor.client);
  kit.vendor.client.openAudio = async (url, signal) =>
    new URL(url).host === host
      ? {
          kind: 'open',
          body: new ReadableStream({ start: (controller) => controller.enqueue(MP3.slice()) }),
          contentType: 'audio/mpeg',
          length: 1_000_000,
        }
      : openAudio(url, signal);
}

const takeOf = (url: string, n: number) => ({
  audioId: `a${n}`,
  title: '',
  audioUrl: url,
  streamUrl: null,
  durationS: 8,
});

test('three takes on a host that drips keep no take of another host waiting (A-L10)', async () => {
  const kit = startTasks();
  drip(kit, 'slow.test');
  const slow = [1, 2, 3].map((n) => takeOf(`https://slow.test/${n}.mp3`, n));
  for (const [n, takes] of [slow, [takeOf('https://quick.test/1.mp3', 1)]].entries()) {
    await kit.submit(n + 1);
    kit.vendor.setRecord(`t${n + 1}`, kit.vendor.found(`t${n + 1}`, softRain, { kind: 'ready' }, takes));
  }
  await kit.clock.advance(5000);
  expect(kit.tasks.get(uuid(2))).toMatchObject({ state: 'ready', takes: [{ kept: true }] });
});

test('a take that drips gives its place up after some seconds, also to the same host (A-L10)', async () => {
  const kit = startTasks();
  drip(kit, 'slow.test');
  await kit.submit(1);
  const takes = [1, 2, 3].map((n) => takeOf(`https://slow.test/${n}.mp3`, n));
  kit.vendor.setRecord('t1', kit.vendor.found('t1', softRain, { kind: 'ready' }, takes));
  await kit.clock.advance(40_000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({
    takes: takes.map(() => ({ kept: false, keepProblem: 'https://vendor.test sent the file too slowly.' })),
  });
});

test('a link that was renewed lives as long as a new one', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  kit.vendor.setAudio('https://vendor.test/t1-1.mp3', 'dead');
  kit.vendor.setAudio('https://vendor.test/renewed.mp3', 'failing');
  await kit.clock.advance(3 * HOUR);
  const renewed = takeOf('https://vendor.test/renewed.mp3', 1);
  const record = kit.vendor.found('t1', softRain, { kind: 'ready' }, [{ ...renewed, audioId: 't1-1' }]);
  kit.vendor.setRecord('t1', record);
  await kit.clock.advance(2 * HOUR);
  expect(kit.tasks.get(uuid(1))).toMatchObject({
    takes: [{ expiresAt: expect.stringMatching(/^2026-01-15T0[3-5]/) as string }, {}],
  });
});

test('a link that is dead for more than a minute has ended; for some seconds it may be a slow CDN', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  kit.vendor.setAudio('https://vendor.test/t1-1.mp3', 'dead');
  const endsIn = () => {
    const [take] = (kit.tasks.get(uuid(1)) as { takes: Take[] }).takes;
    return Date.parse(take?.expiresAt ?? '') - kit.clock.now();
  };
  await kit.clock.advance(30_000);
  expect(endsIn()).toBeGreaterThan(HOUR);
  await kit.clock.advance(60_000);
  expect(endsIn()).toBeLessThanOrEqual(0);
});

test('a link that has ended before its time is said to have, while it is asked for again', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  kit.vendor.setAudio('https://vendor.test/t1-1.mp3', 'dead');
  await kit.clock.advance(HOUR);
  const [first, second] = (kit.tasks.get(uuid(1)) as { takes: Take[] }).takes;
  expect(Date.parse(first?.expiresAt ?? '')).toBeLessThanOrEqual(kit.clock.now());
  expect(second?.kept).toBe(true);
  kit.vendor.setAudio('https://vendor.test/t1-1.mp3', MP3);
  await kit.clock.advance(2 * HOUR);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ takes: [{ kept: true, expiresAt: null }, {}] });
});

test('8,000 takes that wait cost a wake nothing (M20)', async () => {
  const vendor = createScriptedVendor();
  const kit = startTasks();
  const insert = kit.sql.prepare(
    `INSERT INTO tasks (id, rev, event, state, connection, source, body_hash, task_id, created_at, updated_at, request, takes, next_download_at, download_host)
     VALUES (?, 1, ?, 'ready', ?, 'page', '', ?, 0, 0, ?, ?, ?, 'far.test')`,
  );
  const later = kit.clock.now() + HOUR;
  kit.sql.exec('BEGIN');
  for (let n = 1; n <= 8000; n++) {
    const take = { ...takeOf(`https://far.test/${n}.mp3`, 1), n: 1, url: null, expiresAt: null, file: null };
    const stored = { ...take, contentType: null, size: null, keepProblem: null, tries: 1, nextTryAt: later };
    const text = [JSON.stringify(softRain), JSON.stringify([stored])] as const;
    insert.run(uuid(n), n, vendor.client.id, `t${n}`, ...text, later);
  }
  kit.sql.exec('COMMIT');
  let read = 0;
  const prepare = kit.sql.prepare.bind(kit.sql);
  kit.sql.prepare = (text) => {
    const statement = prepare(text);
    for (const verb of ['get', 'all'] as const) {
      const real = statement[verb].bind(statement) as (...values: never[]) => unknown;
      statement[verb] = ((...values: never[]) => {
        const rows = real(...values);
        read += Array.isArray(rows) ? rows.length : 1;
        return rows;
      }) as never;
    }
    return statement;
  };
  const again = kit.restart();
  // The search index follows first.
  again.tasks.list({ q: 'rain' });
  read = 0;
  await again.submit(9000);
  await again.clock.advance(60_000);
  expect(read).toBeLessThan(200);
});

test('a full disk is said on the take and tried again', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  kit.files.fail('ENOSPC');
  await kit.clock.advance(5000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({
    state: 'ready',
    takes: [
      {
        kept: false,
        keepProblem: expect.stringContaining('disk is full') as string,
        keepReason: becauseOf('diskFull'),
      },
      {},
    ],
  });
  kit.files.fail(null);
  await kit.clock.advance(MINUTE);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ takes: [{ kept: true }, { kept: true }] });
});

test('a page served as .mp3 is not kept as audio and not handed on', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  kit.vendor.setAudio('https://vendor.test/t1-1.mp3', new TextEncoder().encode('<!doctype html><p>Sorry'));
  await kit.clock.advance(5000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({ takes: [{ kept: false }, { kept: true }] });
  await expect(kit.tasks.openTake(uuid(1), 1)).rejects.toMatchObject({ status: 424 });
});

test('a link that stays dead is said on the take', async () => {
  const kit = startTasks();
  await kit.submit(1);
  kit.vendor.finish('t1', softRain);
  kit.vendor.setAudio('https://vendor.test/t1-1.mp3', 'dead');
  await kit.clock.advance(3000);
  expect(kit.tasks.get(uuid(1))).toMatchObject({
    takes: [
      {
        keepProblem: expect.stringContaining('ended') as string,
        keepReason: { code: 'linkEnded', values: [expect.any(String), 404] },
      },
      { kept: true },
    ],
  });
});
