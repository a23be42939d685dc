import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const DIST = new URL('../../dist/index.html', import.meta.url);

/** A textarea, a slider and a line of text: the least a form can cost. */
const bare = `<!doctype html><meta charset="utf-8"><title>Bare form</title>
<style>textarea,input{width:400px;display:block}</style>
<form><textarea id="prompt" rows="5"></textarea><input id="bpm" type="range" min="1" max="300" value="120"><output></output></form>
<script>
const [prompt, bpm, output] = ['textarea', 'input', 'output'].map((name) => document.querySelector(name));
const show = () => { output.textContent = prompt.value.length + ' / 500 · ' + bpm.value + ' BPM'; };
prompt.oninput = bpm.oninput = show;
show();
</script>`;

/** What of our form moves while typing and dragging, written by hand: the same elements, the same styles. */
const driver = `<script>
const at = (selector) => document.querySelector(selector);
const prompt = at('#prompt'), copy = at('.prompt > div'), count = at('#prompt-count'), bpm = at('#bpm'), value = at('#bpm-value');
const auto = at('[name="auto"]'), what = at('.generate-bar span');
prompt.oninput = () => {
  copy.textContent = prompt.value + ' ';
  count.lastChild.textContent = prompt.value.length + ' / 500';
};
bpm.oninput = () => {
  value.value = bpm.value;
  auto.checked = false;
  delete bpm.dataset.auto;
  bpm.style.setProperty('--at', (bpm.value - 1) / 2.99 + '%');
  bpm.setAttribute('aria-valuetext', bpm.value + ' BPM');
  value.setAttribute('aria-valuenow', bpm.value);
  at('#bpm-hint').textContent = '8 s hold ' + (bpm.value / 30).toFixed(1) + ' bars.';
  what.textContent = 'Generate sound · ' + bpm.value + ' BPM';
};
</script>`;

function dressed(): string {
  return readFileSync(DIST, 'utf8')
    .replace(/<script type="module"[\s\S]*?<\/script>/g, '')
    .replace(/<link rel="modulepreload"[^>]*>/g, '')
    .replace('</body>', () => `${driver}</body>`);
}

/** Two plain-DOM forms: the bare one, and ours in looks. */
export async function servePlainForms() {
  const pages: Record<string, string> = { '/bare': bare, '/dressed': dressed() };
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ''];
    response
      .writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
      .end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { bare: `${origin}/bare`, dressed: `${origin}/dressed`, close: () => server.close() };
}
