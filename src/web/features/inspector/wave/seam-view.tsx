import { useRef, useState } from 'react';

import { samplesIn } from '../../../../audio/pcm.ts';
import { words } from '../../../strings/inspector-strings.ts';
import type { Version } from '../inspector-state.ts';
import { SegmentedChoice } from '../panels/toggles.tsx';
import { useFrames, useRepaint } from '../use-inspected-sounds.ts';
import { colours, drawWave, prepare } from './draw-wave.ts';

const WIDTHS_MS = [4, 20, 100, 500] as const;

/** The loop's end on the left, its start on the right, as they meet. */
export function SeamView({ version: { pcm, loop } }: { version: Version }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [ms, setMs] = useState<number>(20);

  function draw() {
    const drawing = canvas.current && prepare(canvas.current);
    if (!canvas.current || !drawing) return;
    const { context, width, height } = drawing;
    const paint = colours(canvas.current);
    const half = width / 2;
    const reach = Math.min(samplesIn(pcm, ms / 1000), loop.end - loop.start);
    context.fillStyle = paint.faint;
    context.fillRect(0, height / 2, width, 1);
    context.fillStyle = paint.wave;
    const box = { width: half, height };
    drawWave(context, pcm, { ...box, x: 0 }, (x) => loop.end - reach + (x / half) * reach);
    drawWave(context, pcm, { ...box, x: half }, (x) => loop.start + (x / half) * reach);
    context.fillStyle = paint.mark;
    context.fillRect(half - 1, 0, 2, height);
  }
  useFrames(draw, false);
  useRepaint(canvas, draw);

  return (
    <div className="i-seam">
      <div className="i-row">
        <p className="i-hint">{words.seamMeets}</p>
        <SegmentedChoice
          name={words.seamZoom}
          value={ms}
          options={WIDTHS_MS.map((value) => ({ value, label: words.inMs(value) }))}
          onChange={setMs}
        />
      </div>
      <canvas ref={canvas} className="i-canvas" aria-hidden="true" />
    </div>
  );
}
