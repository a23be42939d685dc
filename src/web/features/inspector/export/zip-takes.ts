import { makeZip } from 'client-zip';

import { distinctNames } from '#shared/take-file-name.ts';

import { toCsv, toJson, type ManifestRow } from './manifest.ts';

export interface ZipEntry {
  /** Its `file` is the name in the zip; a second one of that name gets `-2`. */
  row: ManifestRow;
  content: Uint8Array | Blob | ReadableStream<Uint8Array>;
  lastModified?: Date;
}

/** A zip that is written while it is read: each entry is asked for when the one before it is through. The manifest comes last. */
export function zipTakes(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>): ReadableStream<Uint8Array> {
  return makeZip(withManifest(entries));
}

async function* withManifest(entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>) {
  const rows: ManifestRow[] = [];
  const distinct = distinctNames();
  for await (const { row, content, lastModified = new Date() } of entries) {
    const name = distinct(row.file);
    rows.push({ ...row, file: name });
    yield { name, input: content, lastModified };
  }
  const lastModified = new Date();
  yield { name: distinct('manifest.csv'), input: toCsv(rows), lastModified };
  yield { name: distinct('manifest.json'), input: toJson(rows), lastModified };
}
