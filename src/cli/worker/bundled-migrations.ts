import step001 from '../../server/db/migrations/001-tasks.sql';
import step002 from '../../server/db/migrations/002-task-list.sql';
import step003 from '../../server/db/migrations/003-search-later.sql';
import step004 from '../../server/db/migrations/004-standard-names.sql';
import step005 from '../../server/db/migrations/005-media-and-wav.sql';
import step006 from '../../server/db/migrations/006-connections.sql';
import step007 from '../../server/db/migrations/007-same-request.sql';
import step009 from '../../server/db/migrations/009-workspaces.sql';

/** The steps of `server/db/migrations`, oldest first: there is no folder to read them from. */
export const migrations: readonly string[] = [
  step001,
  step002,
  step003,
  step004,
  step005,
  step006,
  step007,
  step009,
];
