import { createEncoder } from 'wasm-media-encoders';

import { ascii, joinBytes, type Bytes } from '../bytes.ts';
import { lengthOf, type Pcm } from '../pcm.ts';
import { MP3_RATES } from './export-formats.ts';

/** Two MP3 frames of the sound itself before and behind it, so that the codec is in its stride at both ends. */
const PRIMING = 2304;
const FRAME = 1152;
const ENCODER_DELAY = 576;
const CHUNK = 1 << 16;

type Mp3Bitrate = 192 | 256;

export interface Mp3Encoder {
  /**
   * `loop`: the end meets the start, also through the codec. The decoded length is exact in every player that reads the tag.
   * One or two channels, at one of `MP3_RATES`.
   */
  encode(sound: Pcm, loop: boolean, bitrate?: Mp3Bitrate): Bytes;
}

export async function createMp3(wasm: Uint8Array | WebAssembly.Module): Promise<Mp3Encoder> {
  const encoder = await createEncoder('audio/mpeg', wasm);
  return {
    encode(sound, loop, bitrate = 192) {
      const { sampleRate, channels } = sound;
      encoder.configure({ sampleRate, channels: channels.length === 1 ? 1 : 2, bitrate });
      const wanted = channels.map((channel) => primed(channel, loop));
      const parts: Bytes[] = [];
      for (let at = 0; at < (wanted[0]?.length ?? 0); at += CHUNK)
        parts.push(encoder.encode(wanted.map((channel) => channel.subarray(at, at + CHUNK))).slice());
      parts.push(encoder.finalize().slice());
      const audio = joinBytes(parts);
      return joinBytes([gaplessTag(audio, sound, bitrate), audio]);
    },
  };
}

function primed(side: Float32Array, loop: boolean): Float32Array {
  const out = new Float32Array(side.length + 2 * PRIMING);
  out.set(side, PRIMING);
  if (!loop || side.length === 0) return out;
  for (let i = 0; i < PRIMING; i++) {
    out[PRIMING - 1 - i] = side[side.length - 1 - (i % side.length)] ?? 0;
    out[PRIMING + side.length + i] = side[i % side.length] ?? 0;
  }
  return out;
}

const BITRATES = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

/** Bytes of the MPEG-1 layer III frame that starts with these two header bytes' worth of facts. */
function frameBytes(third: number): number {
  const kbit = BITRATES[third >> 4] ?? 0;
  const rate = MP3_RATES[(third >> 2) & 3] ?? 44_100;
  return Math.floor((144_000 * kbit) / rate) + ((third >> 1) & 1);
}

/**
 * One silent frame in front that holds the Info and LAME fields: how many frames follow, and how many samples to cut
 * at both ends. http://gabriel.mp3-tech.org/mp3infotag.html
 */
function gaplessTag(audio: Uint8Array, sound: Pcm, bitrate: Mp3Bitrate): Bytes {
  const offsets: number[] = [];
  for (let at = 0; at + 4 <= audio.length;) {
    offsets.push(at);
    at += Math.max(24, frameBytes(audio[at + 2] ?? 0));
  }
  // The header of the first frame, without padding or CRC.
  const header = [0xff, 0xfb, (audio[2] ?? 0) & 0xfc, audio[3] ?? 0];
  const tag = new Uint8Array(frameBytes(header[2] ?? 0));
  const view = new DataView(tag.buffer);
  tag.set(header);
  const delay = ENCODER_DELAY + PRIMING;
  const padding = offsets.length * FRAME - lengthOf(sound) - delay;
  // Behind the header and the side information.
  const info = sound.channels.length === 1 ? 21 : 36;
  tag.set(ascii('Info'), info);
  view.setUint32(info + 4, 0b0111);
  view.setUint32(info + 8, offsets.length);
  view.setUint32(info + 12, tag.length + audio.length);
  for (let i = 0; i < 100; i++) {
    const at = tag.length + (offsets[Math.floor((i * offsets.length) / 100)] ?? 0);
    tag[info + 16 + i] = Math.min(255, Math.floor((at * 256) / (tag.length + audio.length)));
  }
  const lame = info + 116;
  tag.set(ascii('LAME3.100'), lame);
  tag[lame + 9] = 0x01; // CBR
  tag[lame + 10] = 190; // low-pass, × 100 Hz
  tag[lame + 20] = Math.min(255, bitrate);
  tag[lame + 21] = delay >> 4;
  tag[lame + 22] = ((delay & 0xf) << 4) | ((padding >> 8) & 0xf);
  tag[lame + 23] = padding & 0xff;
  view.setUint32(lame + 28, tag.length + audio.length);
  view.setUint16(lame + 32, crc16(audio));
  view.setUint16(lame + 34, crc16(tag.subarray(0, lame + 34)));
  return tag;
}

const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  return crc;
});

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = (crc >> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return crc;
}
