// node e2e/benchmarks/seed.ts <data folder> [tasks = 50000]: a library as years of work leave it, the same for the same count. The newest 100 have audio.
import { pathToFileURL } from 'node:url';

import { SOUND_KEYS } from '#shared/key/key-facts.ts';
import type { TaskState } from '#shared/task.ts';

import { createSearchIndex } from '../../src/server/db/search-index.ts';
import type { NewTask } from '../../src/server/db/task-repository.ts';
import type { StoredTake } from '../../src/server/db/task-row.ts';
import { systemClock } from '../../src/server/platform/clock.ts';
import type { Files } from '../../src/server/platform/files.ts';
import { openFiles } from '../../src/server/platform/node/node-files.ts';
import { openSql } from '../../src/server/platform/node/node-sqlite.ts';
import { readMigrations } from '../../src/server/platform/node/read-migrations.ts';
import { migrate, type Sql } from '../../src/server/platform/sql.ts';
import { createRepositories } from '../../src/server/tasks/repositories.ts';

const DAY_MS = 86_400_000;
const YEARS_MS = 3 * 365 * DAY_MS;
const WITH_AUDIO = 100;
const ADJECTIVES =
  'soft dark warm distant heavy bright dusty slow glassy wet metallic hollow gentle dirty airy tense lush dry broken frozen'.split(
    ' ',
  );
const SOUNDS =
  'rain,thunder,piano,analogue pad,techno kick,shaker,footsteps on gravel,door slam,wind in pines,tape hiss,choir,sub bass,music box,waves,glass break,trap hats,vinyl crackle,string swell,riser,campfire,birdsong,engine idle,UI click,coin pickup,brass stab,house organ,hang drum,crowd in a hall'.split(
    ',',
  );
const PLACES = [
  '',
  '',
  '',
  ' in a stairwell',
  ' over a calm field at night',
  ' for a menu screen',
  ' with long reverb',
  ', close and dry',
  ' like an old film',
];
const TAGS =
  'rain,drums,pad,ui,game,film,loop,one-shot,scene 4,scene 7,client A,client B,keep,maybe,reject,ambience,bass,melody,texture,transition,foley,night,day,v2,final'.split(
    ',',
  );
const TEMPOS = [60, 70, 74, 80, 85, 90, 92, 96, 100, 104, 110, 115, 120, 124, 126, 128, 140, 150, 170, 174];
const STATES: [TaskState, number][] = [
  ['ready', 0.87],
  ['failed', 0.92],
  ['refused', 0.96],
  ['cancelled', 0.98],
  ['unknown', 0.985],
  ['dismissed', 1],
];

/** mulberry32: the same library each time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Of the newest tasks, whose takes really are there: how many, and how long each is. */
export interface SeedAudio {
  tasks: number;
  seconds: number;
  rate: number;
  channels: number;
}

const FEW_BYTES: SeedAudio = { tasks: WITH_AUDIO, seconds: 1, rate: 8000, channels: 1 };
const HEAD_BYTES = 44;
const sizeOf = ({ seconds, rate, channels }: SeedAudio): number => HEAD_BYTES + seconds * rate * channels * 2;

/** A quiet tone as WAV. */
function tone(hz: number, audio: SeedAudio): Uint8Array {
  const { rate, channels } = audio;
  const bytes = new Uint8Array(sizeOf(audio));
  const view = new DataView(bytes.buffer);
  const text = (at: number, word: string) => bytes.set(new TextEncoder().encode(word), at);
  const dataBytes = bytes.length - HEAD_BYTES;
  text(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  for (let i = 0; i < dataBytes / 2; i++) {
    const sample = 6000 * Math.sin((2 * Math.PI * hz * Math.floor(i / channels)) / rate);
    view.setInt16(HEAD_BYTES + i * 2, sample, true);
  }
  return bytes;
}

export async function seedLibrary(
  sql: Sql,
  files: Files | null,
  count: number,
  now: number,
  audio = FEW_BYTES,
): Promise<void> {
  const random = randomFrom(50_000);
  const pick = <Item>(items: readonly Item[], bias = 1): Item => {
    const item = items[Math.floor(random() ** bias * items.length)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  };
  const id = () =>
    '00000000-0000-4000-8000-000000000000'.replaceAll('0', (_, at: number) =>
      at === 9 ? '0' : Math.floor(random() * 16).toString(16),
    );

  migrate(sql, readMigrations());
  const { repository, transactions } = createRepositories({ sql, clock: systemClock });
  const searchIndex = createSearchIndex(sql, transactions);
  const addBatch = sql.prepare('INSERT INTO batches (id, name, created_at) VALUES (?, ?, ?)');
  let batch: { id: string; left: number } | null = null;

  function takesOf(taskId: string, n: number, at: number, withAudio: boolean): StoredTake[] {
    return Array.from({ length: n }, (_, i) => {
      const kept = withAudio || random() < 0.85;
      const url = `https://files.example/${taskId}-${i + 1}.mp3`;
      return {
        n: i + 1,
        audioId: id(),
        title: '',
        durationS: Math.round(random() * 240_000) / 10_000 + 1,
        url,
        streamUrl: url,
        expiresAt: at + 14 * DAY_MS,
        file: kept ? `takes/${taskId}/${i + 1}.${withAudio ? 'wav' : 'mp3'}` : null,
        contentType: kept ? (withAudio ? 'audio/wav' : 'audio/mpeg') : null,
        size: kept ? sizeOf(audio) : null,
        keepProblem: kept ? null : 'The vendor’s link has ended (404).',
        tries: kept ? 0 : 24,
        nextTryAt: null,
      };
    });
  }

  function taskAt(i: number): NewTask {
    const at = Math.round(now - YEARS_MS + (YEARS_MS * i) / count);
    const taskId = id();
    const draw = random();
    const state = STATES.find(([, up]) => draw < up)?.[0] ?? 'ready';
    const isMusic = random() < 0.55;
    const sound = pick(SOUNDS, 1.6);
    const prompt = `${pick(ADJECTIVES)} ${sound}${random() < 0.5 ? ` and ${pick(SOUNDS)}` : ''}${pick(PLACES)}`;
    if (!batch && random() < 0.02) {
      batch = { id: id(), left: 12 + Math.floor(random() * 36) };
      addBatch.run(batch.id, `${prompt} × keys × tempos`, at);
    }
    const sent = ['ready', 'failed', 'unknown', 'dismissed'].includes(state);
    const hasTaskId = state === 'ready' || state === 'failed';
    const inBatch = batch?.id ?? null;
    if (batch && --batch.left === 0) batch = null;
    return {
      id: taskId,
      key: taskId,
      source: 'page',
      bodyHash: '',
      state,
      connection: random() < 0.9 ? 'sandbox' : 'env-api.example',
      taskId: hasTaskId ? taskId.replaceAll('-', '') : null,
      createdAt: at,
      updatedAt: at + 40_000,
      request: {
        prompt,
        model: 'V5',
        soundLoop: isMusic && random() < 0.8,
        soundTempo: isMusic ? pick(TEMPOS) : null,
        soundKey: isMusic ? pick(SOUND_KEYS) : 'Any',
        grabLyrics: random() < 0.03,
      },
      problem:
        state === 'ready' || state === 'cancelled'
          ? null
          : {
              code:
                state === 'failed' ? 'moderated' : state === 'refused' ? 'out-of-credits' : 'outcome-unknown',
              message: 'Said by the seed.',
              charged: state === 'refused' ? 'no' : 'unsure',
            },
      sentAt: sent ? at + 500 : null,
      endedAt: at + 40_000,
      heard: hasTaskId ? [sound] : [],
      takes: state === 'ready' ? takesOf(taskId, 2, at, files !== null && i >= count - audio.tasks) : [],
      title: state === 'ready' ? prompt.slice(0, 30) : '',
      notes:
        random() < 0.1 ? `For ${pick(TAGS)}: ${pick(ADJECTIVES)}, but ${pick(ADJECTIVES)} at the end.` : '',
      tags: random() < 0.4 ? [...new Set([pick(TAGS, 2), pick(TAGS, 2)])] : [],
      favourite: random() < 0.06,
      batch: inBatch,
    };
  }

  for (let done = 0; done < count; done += 5000) {
    const entries = transactions.transact(() =>
      Array.from({ length: Math.min(5000, count - done) }, (_, i) => repository.insert(taskAt(done + i))),
    );
    for (const { takes } of entries.slice(-audio.tasks)) {
      for (const { file, contentType, n } of takes)
        if (files && file !== null && contentType === 'audio/wav')
          await files.write(file, tone(220 * n, audio));
    }
    searchIndex.catchUp();
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, count = '50000'] = process.argv.slice(2);
  if (folder === undefined)
    throw new Error('Say where to: node e2e/benchmarks/seed.ts <data folder> [tasks]');
  const sql = openSql(`${folder}/cuesmith.db`);
  const from = performance.now();
  await seedLibrary(sql, openFiles(`${folder}/takes`), Number(count), Date.now());
  sql.close();
  console.log(`${count} tasks in ${folder}, ${((performance.now() - from) / 1000).toFixed(1)} s`);
}
