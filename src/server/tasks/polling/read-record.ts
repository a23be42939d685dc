import type { RecordOutcome } from '../../vendor/vendor.ts';
import type { ConnectionContext } from '../task-context.ts';

/** Reads records within the vendor's limits; one read of a task is shared by all who ask for it meanwhile. */
export function createRecordReader({ vendor, pollLimits }: Pick<ConnectionContext, 'vendor' | 'pollLimits'>) {
  const reading = new Map<string, Promise<RecordOutcome>>();

  /** A person who presses Check ten times a second is no reason to ask the vendor so often. */
  async function readInTurn(id: string, taskId: string): Promise<RecordOutcome> {
    await pollLimits.turn(id);
    return vendor.readRecord(taskId);
  }

  return {
    isReading: (id: string): boolean => reading.has(id),
    room: (now?: number): ((id: string) => number) => pollLimits.room(now),
    read(id: string, taskId: string): Promise<RecordOutcome> {
      const under = reading.get(id);
      if (under) return under;
      const answer = readInTurn(id, taskId).finally(() => reading.delete(id));
      reading.set(id, answer);
      return answer;
    },
  };
}

export type RecordReader = ReturnType<typeof createRecordReader>;
