import {
  codedSeconds,
  readFlacHead,
  readOggHead,
  type CodedHead,
} from '../../../../audio/files/coded-rate.ts';
import { FileError, refuseTooLong } from '../../../../audio/files/file-error.ts';
import { mergeFacts, withChapters, type FileFacts } from '../../../../audio/files/file-facts.ts';
import { readFrameTags } from '../../../../audio/files/id3-tags.ts';
import { readAiff } from '../../../../audio/files/read-aiff.ts';
import { readCaf } from '../../../../audio/files/read-caf.ts';
import { mp3InWav, readWav, type SoundFile } from '../../../../audio/files/read-wav.ts';
import { usualSpeakers, vorbisSpeakers } from '../../../../audio/files/speakers.ts';
import { readFlacTags, readOggTags } from '../../../../audio/files/text-tags.ts';
import { mp3Seconds } from '../../../../audio/mp3-frame-header.ts';
import { readMp3At, type Mp3Facts } from '../../../../audio/mp3-frames.ts';
import { lengthOf, type Pcm } from '../../../../audio/pcm.ts';
import { adtsRate, adtsSeconds, mp3Behind, type Sniffed } from '../../../../audio/sniff-format.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What the browser does where there is no reader of our own. */
export interface BrowserReaders {
  /** Decodes at `rate`, which is that of the file. */
  decode(bytes: Bytes, rate: number): Promise<Pcm>;
  /** MP4 and WebM: the sound between the first moment that is shown and the last. */
  decodeContainer(bytes: Bytes): Promise<{ pcm: Pcm; facts: FileFacts; isVorbis?: boolean }>;
  /** Firefox leaves the channels of Vorbis in their own order. */
  isFirefox: boolean;
}

/** `mp3` is set where the decoder may have left the encoder's delay in. */
export type ReadSound = SoundFile & { mp3: Mp3Facts | null };

/** The sound of a file whose format is known, at its own rate. Throws a `FileError` where nothing here can read it. */
export async function readFile(
  bytes: Bytes,
  { format, start }: Extract<Sniffed, { kind: 'audio' }>,
  browser: BrowserReaders,
): Promise<ReadSound> {
  const body = bytes.subarray(start);
  switch (format) {
    case 'wav': {
      const inner = mp3InWav(body);
      return inner ? readCodedMp3(inner, mp3Behind(inner) ?? 0, browser) : { ...readWav(body), mp3: null };
    }
    case 'aiff':
      return { ...readAiff(body), mp3: null };
    case 'caf':
      return { ...readCaf(body), mp3: null };
    case 'mp3':
      return readCodedMp3(bytes, start, browser);
    case 'aac':
      refuseTooLong(adtsSeconds(bytes, start));
      return usual(await browser.decode(bytes, adtsRate(body) ?? USUAL_HZ), readFrameTags(bytes, start));
    case 'flac':
      return readCoded(
        body,
        readFlacHead(body),
        mergeFacts(readFlacTags(body), readFrameTags(bytes, start)),
        browser,
      );
    case 'ogg':
      return readCoded(body, readOggHead(body), readOggTags(body), browser);
    case 'mp4':
    case 'webm': {
      const { pcm, facts, isVorbis = false } = await browser.decodeContainer(body);
      return inVorbisOrder(usual(pcm, facts), isVorbis && browser.isFirefox);
    }
  }
}

const USUAL_HZ = 48_000;

const usual = (pcm: Pcm, facts: FileFacts): ReadSound => ({
  pcm,
  speakers: usualSpeakers(pcm.channels.length),
  facts: withChapters(facts, pcm),
  mp3: null,
});

async function readCodedMp3(bytes: Bytes, start: number, browser: BrowserReaders): Promise<ReadSound> {
  const mp3 = readMp3At(bytes, start);
  if (mp3?.frames) refuseTooLong((mp3.frames * mp3.samplesPerFrame) / mp3.sampleRate);
  refuseTooLong(mp3Seconds(bytes, start));
  // No browser looks for frames behind junk for long.
  const pcm = await browser.decode(bytes.subarray(start), mp3?.sampleRate ?? USUAL_HZ);
  const facts = { ...readFrameTags(bytes, start), promisedLength: promisedByMp3(pcm, mp3) };
  return { ...usual(pcm, facts), mp3 };
}

/** Frames that a decoder may leave out at the end of a whole file. */
const SPARE_FRAMES = 3;

function promisedByMp3({ channels, sampleRate }: Pcm, mp3: Mp3Facts | null): number | null {
  if (mp3 === null || mp3.frames === null) return null;
  const { frames, samplesPerFrame, gapless } = mp3;
  const scale = sampleRate / mp3.sampleRate;
  const promised = frames * samplesPerFrame - (gapless ? gapless.delay + gapless.padding : 0);
  const there = lengthOf({ channels, sampleRate }) / scale;
  return there < promised - SPARE_FRAMES * samplesPerFrame ? Math.round(promised * scale) : null;
}

async function readCoded(
  bytes: Bytes,
  head: CodedHead | null,
  facts: FileFacts,
  browser: BrowserReaders,
): Promise<ReadSound> {
  if (!head) throw new FileError({ kind: 'broken' });
  if (head.sampleRate === null) throw new FileError({ kind: 'codec', codec: head.codec });
  const samples = head.samples ?? 0;
  refuseTooLong(codedSeconds(bytes, head));
  const read = usual(await browser.decode(bytes, head.sampleRate), facts);
  if (samples > lengthOf(read.pcm)) read.facts = { ...read.facts, promisedLength: samples };
  return inVorbisOrder(read, head.codec === 'Vorbis' && browser.isFirefox);
}

const inVorbisOrder = (read: ReadSound, isMoved: boolean): ReadSound =>
  isMoved ? { ...read, speakers: vorbisSpeakers(read.pcm.channels.length) } : read;
