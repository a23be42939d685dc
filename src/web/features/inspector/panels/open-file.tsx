import { LONGEST_MINUTES } from '../../../../audio/files/file-error.ts';
import { words } from '../../../strings/inspector-strings.ts';
import { buttonClass } from '../../../ui/button.tsx';
import { LARGEST_MB } from '../decode.ts';

/** A file input that looks like a button and stays one for keyboard and screen reader. */
export function OpenFile({ label, onFiles }: { label: string; onFiles: (files: readonly File[]) => void }) {
  return (
    <label className={buttonClass('plain', 'i-file')}>
      <input
        type="file"
        accept="audio/*,.wav,.aif,.aiff,.aifc,.caf,.mp3,.flac,.ogg,.opus,.m4a,.aac,.mp4,.mov,.webm,.mka"
        multiple
        title={words.limits(LARGEST_MB, LONGEST_MINUTES)}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file again is a change too.
          event.target.value = '';
        }}
      />
      {label}
    </label>
  );
}
