import type { Page } from '@playwright/test';

const worklet = `
registerProcessor('e2e-recorder', class extends AudioWorkletProcessor {
  batch = [];
  process([input]) {
    this.batch.push(input[0] ? input[0].slice() : new Float32Array(128));
    if (this.batch.length === 64) { this.port.postMessage(this.batch); this.batch = []; }
    return true;
  }
});`;

declare global {
  interface Window {
    recorded: Float32Array<ArrayBuffer>[];
  }
}

/**
 * Taps whatever an audio graph of the page sends to its output: left channel, sample by sample, on the audio thread.
 * Needs `bypassCSP`: the worklet is a blob, which the page itself may not load.
 */
export async function recordOutput(page: Page): Promise<{ samples: () => Promise<Float32Array> }> {
  await page.addInitScript((source) => {
    window.recorded = [];
    const path = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    const connect = Reflect.get(AudioNode.prototype, 'connect') as (...to: unknown[]) => unknown;
    const tap = async (node: AudioNode) => {
      await (node.context as AudioContext).audioWorklet.addModule(path);
      const recorder = new AudioWorkletNode(node.context, 'e2e-recorder', { numberOfOutputs: 0 });
      recorder.port.addEventListener('message', ({ data }: MessageEvent<Float32Array<ArrayBuffer>[]>) => {
        for (const block of data) window.recorded.push(block);
      });
      recorder.port.start();
      Reflect.apply(connect, node, [recorder]);
    };
    Object.assign(AudioNode.prototype, {
      connect(this: AudioNode, ...to: unknown[]): unknown {
        if (to[0] instanceof AudioDestinationNode) void tap(this);
        return Reflect.apply(connect, this, to);
      },
    });
  }, worklet);
  return {
    samples: async () => {
      const text = await page.evaluate(async () => {
        const bytes = new Uint8Array(await new Blob(window.recorded).arrayBuffer());
        const CHUNK = 0x8000;
        let out = '';
        for (let at = 0; at < bytes.length; at += CHUNK)
          out += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
        return btoa(out);
      });
      const bytes = Buffer.from(text, 'base64');
      return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    },
  };
}
