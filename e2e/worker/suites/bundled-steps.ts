import { migrations } from '../../../src/cli/worker/bundled-migrations.ts';

export const readMigrations = (): string[] => [...migrations];
