import type { Driver } from './driver.ts';

export interface Break {
  /** The step of the journey that has to fail. */
  caughtBy: string;
  /** That step stands on the first alone. */
  isAlone?: true;
  /** Runs in every page that is loaded. */
  plant?: () => boolean;
  /** The engine starts without a place for its sound to go; where it needs none, `plant` stands for that. */
  isSilent?: true;
}

/** Faults planted on purpose: `npm run engines -- --break <name>` shows that the journey finds each. */
export const BREAKS: Readonly<Record<string, Break>> = {
  'row-height': {
    caughtBy: 'a task made elsewhere appears by itself, and no row lies over another',
    isAlone: true,
    // The list remembers each row as lower than it is, for good.
    plant: () => {
      const lower = (entry: ResizeObserverEntry): ResizeObserverEntry => {
        if (!entry.target.matches('[data-task]')) return entry;
        const [box] = entry.borderBoxSize;
        const size = { inlineSize: box?.inlineSize ?? 0, blockSize: (box?.blockSize ?? 0) - 16 };
        return Object.create(entry, { target: { value: entry.target }, borderBoxSize: { value: [size] } });
      };
      window.ResizeObserver = class extends ResizeObserver {
        constructor(tell: ResizeObserverCallback) {
          super((entries, observer) => tell(entries.map(lower), observer));
        }
      };
      return true;
    },
  },
  clipboard: {
    caughtBy: 'a copied taskId can be pasted',
    plant: () => {
      const refuse = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
      const value = { writeText: refuse, write: refuse };
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value });
      document.execCommand = () => false;
      return true;
    },
  },
  sound: {
    caughtBy: 'a take plays, its time goes on, and it pauses',
    isSilent: true,
    plant: () => {
      if (navigator.userAgent.includes('Firefox')) return true;
      // WebKit's media go on without a device: what would be said and stand still with one that failed.
      Object.defineProperty(BaseAudioContext.prototype, 'currentTime', { get: () => 0 });
      HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('No.', 'NotSupportedError'));
      return true;
    },
  },
};

/** The same browser, with the fault in each page it loads. */
export const planted = (driver: Driver, { plant }: Break): Driver => ({
  ...driver,
  async goto(url) {
    await driver.goto(url);
    if (plant) await driver.call(plant);
  },
});
