import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import type { AlignedWord } from '../../../api/lyrics-query.ts';
import { words as says } from '../../../strings/inspector-strings.ts';
import { Button } from '../../../ui/button.tsx';
import { stemOf } from '../export/export-files.ts';
import { offerDownload } from '../export/save-file.ts';
import { toLines, toLrc, toSrt, toVtt } from '../export/subtitles.ts';
import type { InspectedSound } from '../inspected-sound.ts';
import type { Player } from '../player/loop-player.ts';
import { useFrames } from '../use-inspected-sounds.ts';

/** What it sings, in lines that follow playback; a word is a place to jump to. */
export function LyricsPanel({
  sound,
  player,
  isPlaying,
  sampleRate,
  readWords,
}: {
  sound: InspectedSound;
  player: Player;
  isPlaying: boolean;
  sampleRate: number;
  readWords: (taskId: string, audioId: string) => Promise<readonly AlignedWord[]>;
}) {
  const taskId = sound.from?.taskId ?? '';
  const audioId = sound.from?.audioId ?? '';
  const { data: words, isError } = useQuery({
    queryKey: ['lyrics', taskId, audioId],
    queryFn: () => readWords(taskId, audioId),
    staleTime: Infinity,
  });

  return (
    <section aria-labelledby="inspector-lyrics" className="i-part">
      <h3 id="inspector-lyrics">{says.lyrics}</h3>
      {isError && <p role="alert">{says.lyricsFailed}</p>}
      {words === undefined && !isError && <p className="i-hint">{says.readingWords}</p>}
      {words !== undefined &&
        (words.length === 0 ? (
          <p className="i-hint">{says.noWords}</p>
        ) : (
          <Lines words={words} sound={sound} player={player} isPlaying={isPlaying} sampleRate={sampleRate} />
        ))}
    </section>
  );
}

function Lines({
  words,
  sound,
  player,
  isPlaying,
  sampleRate,
}: {
  words: readonly AlignedWord[];
  sound: InspectedSound;
  player: Player;
  isPlaying: boolean;
  sampleRate: number;
}) {
  const list = useRef<HTMLDivElement>(null);
  const [message, setMessage] = useState('');
  const lines = toLines(words);

  useFrames(() => {
    const seconds = player.position() / sampleRate;
    for (const word of list.current?.querySelectorAll<HTMLElement>('[data-start]') ?? []) {
      const isNow = Number(word.dataset['start']) <= seconds && seconds < Number(word.dataset['end']);
      word.toggleAttribute('data-now', isNow);
    }
  }, isPlaying);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(`${lines.map(({ text }) => text).join('\n')}\n`);
      setMessage(says.copiedLyrics);
    } catch {
      setMessage(says.notCopied);
    }
  };
  const formats = [
    { extension: 'lrc', text: () => toLrc(lines, sound.title) },
    { extension: 'srt', text: () => toSrt(lines) },
    { extension: 'vtt', text: () => toVtt(lines) },
  ];
  return (
    <>
      <div ref={list} className="i-lyrics">
        {lines.map((line) => (
          <p key={line.startS}>
            {words
              .filter(
                ({ word, startS }) => startS >= line.startS && startS < line.endS && spoken(word) !== '',
              )
              .map(({ word, startS, endS }) => (
                <button
                  key={startS}
                  type="button"
                  data-start={startS}
                  data-end={endS}
                  onClick={() => player.seek(startS * sampleRate)}
                >
                  {spoken(word)}
                </button>
              ))}
          </p>
        ))}
      </div>
      <div className="i-row">
        <Button onClick={() => void copy()}>{says.copyLyrics}</Button>
        {formats.map(({ extension, text }) => (
          <Button
            key={extension}
            onClick={() =>
              offerDownload(new Blob([text()], { type: 'text/plain' }), `${stemOf(sound)}.${extension}`)
            }
          >
            {extension.toUpperCase()}
          </Button>
        ))}
      </div>
      <output className="i-message">{message}</output>
    </>
  );
}

const spoken = (word: string): string => word.replaceAll(/\[[^\]]*\]/g, '').trim();
