// Every bound that page and server both know. Imports nothing, so that the page has them without the validator.

/** A prompt's characters, as `textarea.value.length` counts: UTF-16 units. */
export const PROMPT_MAX = 500;
export const BPM_MIN = 1;
export const BPM_MAX = 300;
export const DEFAULT_MODEL = 'V5';

/** What a person writes on a task, characters. */
export const TITLE_MAX = 200;
export const NOTES_MAX = 4000;
export const TAG_MAX = 40;
export const TAGS_MAX = 20;
export const BATCH_NAME_MAX = 200;

/** What is kept of a vendor's answer: text is cut, more takes are left out. */
export const VENDOR_TAKES_MAX = 100;
export const VENDOR_PROMPT_MAX = 10_000;
export const VENDOR_WORDS_MAX = 200;
export const VENDOR_NAME_MAX = 256;
/** The longest text of any field of a stored task: what an import takes is at least what anything else stores. */
export const STORED_TEXT_MAX = 1024 * 1024;
/** Far above any count of changes, far below where numbers lose their last digit. */
export const REV_MAX = 2 ** 40;

/** The largest body of a single JSON request, bytes. */
export const BODY_MAX = 16_384;
/** The same request again within this asks first, where somebody is there to be asked. */
export const ASK_AGAIN_MS = 5 * 60_000;
/** The most tasks one `POST /api/tasks` takes, and its largest body in bytes. */
export const SUBMIT_MAX = 500;
export const SUBMIT_BODY_MAX = 512 * 1024;
/** The most tasks of `POST /api/tasks/bulk`, of a bulk retry, and its largest body in bytes. */
export const BULK_MAX = 1000;
export const BULK_RETRY_MAX = 500;
export const BULK_BODY_MAX = 128 * 1024;

/** Tasks a page of the list has. */
export const PAGE_DEFAULT = 50;
export const PAGE_MAX = 200;
/** The most tasks named one by one in `ids=`. */
export const IDS_MAX = 200;
export const SEARCH_MAX = 200;

/** The most sounds one press of Generate makes. */
export const VARIATIONS_MAX = 8;
/** What a task costs in the sandbox and where it was seen; no vendor says its price in its API. */
export const TASK_CREDITS = 2.5;
/** The vendor counts at its own end, where our requests arrive with jitter: a pace's time is taken as so many times longer. */
export const PACE_GUARD = 1.05;
/** How long a task takes as a rule, from its send to its last take. */
export const USUAL_RENDER_MS = { sandbox: 5000, vendor: 60_000 } as const;

/** More in one batch is a mistake more often than a wish, and fills the page's own storage. */
export const BATCH_MAX = 2000;

/** How long a deleted task can be restored. */
export const RESTORE_MS = 7 * 24 * 3_600_000;
/** A render that takes longer than this is said to be slow. */
export const SLOW_AFTER_MS = 3 * 60_000;
/** The largest backup without audio, and with; bytes. */
export const BACKUP_JSON_MAX = 1024 * 1024 * 1024;
export const BACKUP_ZIP_MAX = 8 * 1024 * 1024 * 1024;
/** How long an upload waits for its import. */
export const IMPORT_WAIT_MS = 60 * 60_000;
