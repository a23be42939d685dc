import type { Pcm } from '../../../../audio/pcm.ts';

/** To the worker: from where the sound of that id comes, or that nobody will ask for it. */
export type ExpectedQuestion = { id: number; from: MessagePort } | { id: number; isDropped: true };
type Send = (question: ExpectedQuestion, transfer?: Transferable[]) => void;

/** Where another worker posts a copy of a sound, or null; the page then says which sound it was, if any. */
export interface HandOver {
  to: MessagePort;
  settle: (pcm: Pcm | null) => void;
}

/** What another worker hands to this one, for a job to come. One at a time: what no job has asked for makes room for the next. */
export class ExpectedSound {
  #now: { id: number; pcm: Pcm | null } | null = null;

  expect(id: number, send: Send): HandOver {
    if (this.#now) send({ id: this.#now.id, isDropped: true });
    const { port1, port2 } = new MessageChannel();
    const expected: { id: number; pcm: Pcm | null } = { id, pcm: null };
    this.#now = expected;
    send({ id, from: port1 }, [port1]);
    return {
      to: port2,
      settle: (pcm) => {
        if (this.#now !== expected) return;
        if (pcm) expected.pcm = pcm;
        else this.#now = null;
      },
    };
  }

  /** The id under which the worker has this sound, once; null where it has not. */
  claim(pcm: Pcm | null): number | null {
    if (!pcm || this.#now?.pcm !== pcm) return null;
    const { id } = this.#now;
    this.#now = null;
    return id;
  }

  /** The worker is gone. */
  forget(): void {
    this.#now = null;
  }
}
