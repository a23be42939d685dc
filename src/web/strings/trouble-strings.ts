// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { unitList } from './format/lists.ts';
import { n } from './format/plurals.ts';

export const close = 'Close';
export const trackField = 'taskId of a task made elsewhere';
export const isDeleted = 'Deleted';
export const restore = 'Restore';
export const deleteForGood = 'Delete for good';
export const deleteForGoodAsk = 'It cannot be restored then, and its audio goes too.';
export const emptyTrash = 'Empty';
export const emptyTrashTitle = 'Delete all of them for good';
export const emptyTrashAsk = (count: number): string =>
  `Delete ${count === 1 ? `${n(count)} task` : `${n(count)} tasks`} for good? None can be restored then.`;
export const trashIs = 'Deleted tasks can be restored for 7 days.';
export const goneWithinHour = 'Deleted for good within the hour';
export const goneInHours = (count: number): string =>
  count === 1 ? `Deleted for good in ${n(count)} hour` : `Deleted for good in ${n(count)} hours`;
export const goneInDays = (count: number): string =>
  count === 1 ? `Deleted for good in ${n(count)} day` : `Deleted for good in ${n(count)} days`;
export const sentBy = (who: string | number): string => `Sent by ${who}.`;
export const understood = (what: readonly string[]): string => `Understood: ${unitList(what)}.`;
export const audioGone = 'The link has ended and no copy was kept.';
export const audioMissing = 'There is no copy of it and no link.';
export const audioGoneNext = 'It was charged. Generate it again from the form.';
export const lyricsFailed = 'The lyrics could not be read just now.';
export const noLyrics = 'No lyrics in this take.';
export const lyricsAre = 'Lyrics:';
export const elsewhere = (connection: string | number): string =>
  `It was made for ${connection}, which is not in use now, so it will not be sent by itself.`;
export const inLine = (position: number): string => `Number ${n(position)} in line.`;
export const sendsIn = (isAgain: boolean, wait: string | number): string =>
  `${isAgain ? 'Retries' : 'Sends'} in ${wait}.`;
export const batchPaused = 'Its batch is paused.';
export const resumeBatch = 'Resume batch';
export const nothingCharged = 'Nothing was charged yet.';
export const chooseAnother = 'Choose another…';
export const sendTo = (connection: string | number): string => `Send to ${connection}`;
export const replaceKey = 'Replace the key…';
export const cancel = 'Cancel';
export const cancelled = 'Cancelled before it was sent. Nothing was charged.';
export const retry = 'Retry';
export const sendAgain = 'Send again';
export const checkNow = 'Check now';
export const dismiss = 'Dismiss';
export const youDismissed = 'You dismissed it.';
export const unfollowed = 'You stopped following it.';
export const unfollowedNext = 'It may still be finished. Check now follows it again.';
export const isSlow = (lasting: string | number): string => `Taking longer than usual, ${lasting} so far.`;
export const isSlowNext = 'It was charged; you can leave.';
export const stopFollowing = 'Stop following';
export const stopFollowingTitle = 'Its taskId stays; it can be followed again';
export const confirm = 'Please confirm';
export const keepAsIs = 'Keep as it is';
export const chargedAgain = 'It was charged, and sending it again will be charged too.';
export const chargedTwice = 'It may have been charged already, and sending it again may charge it twice.';
export const aVendor = 'the vendor';
export const claimField = (vendor: string | number): string => `taskId from ${vendor}`;
export const pasteTaskId = 'Paste taskId…';
export const claimOffered = 'A taskId was in the answer, but its record did not match this prompt';
export const claim = 'Use this taskId';
export const claimAnyway = 'Use it anyway';
export const claimAsk = (why: string | number): string => `${why} Use it for this task all the same?`;
export const details = 'Details';
export const problem = 'Problem';
export const vendorCode = (name: string | number): string => `Code from ${name}`;
export const vendorWords = (name: string | number): string => `Words from ${name}`;
export const field = 'Field';
export const sentAt = 'Sent';
export const answer = 'Answer';
export const noBytes = 'not a byte came';
export const bytes = (bytes: number): string =>
  `${bytes === 1 ? `${n(bytes)} byte` : `${n(bytes)} bytes`}, not readable`;
export const balance = 'Balance (a hint)';
export const balanceIs = (before: number, after: number): string =>
  `${n(before)} before, ${n(after)} after; other requests count too`;
export const notConfirmed = 'Not confirmed';
export const notSent = 'Not sent';
export const asking = 'Checking whether this was received.';
export const askingMeanwhile = 'Nothing is sent meanwhile.';
export const neverArrived = 'This never reached the server.';
export const send = 'Send';
export const discard = 'Discard';
export const aMoment = 'a moment';
