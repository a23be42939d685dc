import type { Driver } from './driver.ts';

export interface Break {
  /** The step of the journey that has to fail. */
  caughtBy: string;
  /** Runs in every page that is loaded. */
  plant?: () => boolean;
  /** The engine starts without a place for its sound to go; where it needs none, `plant` stands for that. */
  isSilent?: true;
}

/** Faults planted on purpose: `npm run engines -- --break <name>` shows that the journey finds each. */
export const BREAKS: Readonly<Record<string, Break>> = {
  'row-height': {
    caughtBy: 'a task made elsewhere appears by itself, and no row lies over another',
    plant: () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('article { min-block-size: 140px !important }');
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
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
      // WebKit's media go on without a device: what it would say of one that failed.
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
