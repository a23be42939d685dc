import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../db/migrations/', import.meta.url);

/** The steps of `server/db/migrations`, oldest first. */
export const readMigrations = (): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'));
