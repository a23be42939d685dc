import type { Task } from '#shared/task.ts';

import { isolate } from '../lib/isolate.ts';
import { serverNow } from '../lib/server-clock.ts';
import * as words from '../strings/list-strings.ts';
import type { TaskChange } from './task-cache.ts';

type Word = 'Queued' | 'Ready' | 'Failed';

/** So long are changes gathered, so that a batch is one sentence. */
const GATHER_MS = 400;
const NEWS_MS = 60_000;
/** More of one kind than this are counted, not named. */
const NAMED_MAX = 2;

export function wordOf(task: Task): Word | null {
  switch (task.state) {
    case 'held':
    case 'sending':
    case 'rendering':
      return 'Queued';
    case 'ready':
      return 'Ready';
    case 'refused':
    case 'unknown':
    case 'failed':
      return 'Failed';
    case 'cancelled':
    case 'dismissed':
      return null;
    default:
      return task satisfies never;
  }
}

/** "Queued", "Ready", "Failed": once each per task, gathered into one calm sentence. */
export function createAnnouncer(say: (text: string) => void) {
  const said = new Map<string, Word>();
  let waiting: { word: Word; prompt: string }[] = [];

  const flush = () => {
    const kinds = new Set(waiting.map(({ word }) => word));
    say([...kinds].map((word) => sentence(word, waiting)).join(' '));
    waiting = [];
  };

  return ({ before, now }: TaskChange): void => {
    const word = wordOf(now);
    if (word === null || said.get(now.id) === word) return;
    // Seen for the first time and long over: history, not news.
    if (!before && word !== 'Queued' && serverNow() - Date.parse(now.createdAt) > NEWS_MS) return;
    if (before && !said.has(now.id) && wordOf(before) === word) return;
    said.set(now.id, word);
    if (waiting.length === 0) setTimeout(flush, GATHER_MS);
    waiting.push({ word, prompt: isolate(now.request.prompt ?? now.title) });
  };
}

function sentence(word: Word, waiting: { word: Word; prompt: string }[]): string {
  const prompts = waiting.filter((entry) => entry.word === word).map(({ prompt }) => prompt);
  return prompts.length > NAMED_MAX
    ? words.manyNews(words.news[word], prompts.length)
    : words.someNews(words.news[word], prompts.join('; '));
}
