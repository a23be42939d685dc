import { MPEGDecoder } from 'mpg123-decoder';

/** One channel of an MP3's samples. */
export async function decodeMp3(bytes: Uint8Array): Promise<Float32Array> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const { channelData } = decoder.decode(bytes);
  decoder.free();
  return channelData[0] ?? new Float32Array();
}
