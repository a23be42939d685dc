// npm run bench [-- --only page,form] [--json]: every budget, measured in one run. Needs the built page.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { measureAudio } from './audio/audio.ts';
import { measureLibrary, measureSandbox, measureStreams } from './children.ts';
import { measureFar } from './far-vendor.ts';
import { type Figure, isMet, table } from './figure.ts';
import { measureForm } from './form.ts';
import { measureInspector } from './inspector.ts';
import { measureList } from './list.ts';
import { measureMeasuring } from './measuring.ts';
import { measurePageLoad } from './page-load.ts';
import { measurePresses } from './presses.ts';
import { measureSend } from './send.ts';
import { openStage } from './stage.ts';
import { measureStart } from './start.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, json: { type: 'boolean', default: false } },
});
if (!existsSync(new URL('../../dist/index.html', import.meta.url)))
  throw new Error('The page is not built. Run: npm run build');

const stage = openStage();
const measures: Record<string, () => Promise<Figure[]>> = {
  page: () => measurePageLoad(stage),
  list: () => measureList(stage),
  form: () => measureForm(stage),
  presses: () => measurePresses(stage),
  measuring: () => measureMeasuring(stage),
  start: measureStart,
  send: measureSend,
  far: measureFar,
  library: measureLibrary,
  streams: measureStreams,
  sandbox: measureSandbox,
  audio: () => measureAudio(stage),
  inspector: () => measureInspector(stage),
};
const names = values.only === '' ? Object.keys(measures) : values.only.split(',');
const figures: Figure[] = [];
try {
  for (const name of names) {
    const measure = measures[name];
    if (!measure) throw new Error(`There is no ${name}; there are ${Object.keys(measures).join(', ')}.`);
    const from = performance.now();
    figures.push(...(await measure()));
    console.error(`${name}: ${((performance.now() - from) / 1000).toFixed(0)} s`);
  }
} finally {
  await stage.close();
}
if (values.json) console.log(JSON.stringify(figures.map((figure) => ({ ...figure, met: isMet(figure) }))));
else console.log(table(figures));
process.exitCode = figures.some((figure) => isMet(figure) === false) ? 1 : 0;
