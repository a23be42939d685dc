import { systemClock } from '../server/platform/clock.ts';
import { copyDataFolder } from '../server/platform/node/copy-data-folder.ts';
import { readMigrations } from '../server/platform/node/read-migrations.ts';
import { readSettings, SettingsProblem } from '../server/platform/node/settings.ts';
import { detachCopy } from '../server/tasks/backup/detach-copy.ts';
import { exitOnProblem } from './process-exit.ts';

await exitOnProblem(async () => {
  const [target, ...more] = process.argv.slice(2);
  if (target === undefined || more.length > 0) {
    throw new SettingsProblem('Say where to: npm run backup -- <folder that does not exist yet>');
  }
  const { dataDir } = readSettings(process.env);
  const { tasks, files } = copyDataFolder(dataDir, target, (sql) =>
    detachCopy(sql, readMigrations(), systemClock),
  );
  console.log(
    `${tasks} tasks and ${files} files of ${dataDir} are in ${target}. To use it: DATA_DIR=${target}`,
  );
});
