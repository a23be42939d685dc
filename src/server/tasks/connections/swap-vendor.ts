import type { Vendor } from '../../vendor/vendor.ts';

/** A vendor whose client can be replaced while it is in use: what is on the wire ends with the client that sent it. */
export function swapVendor(first: Vendor): { vendor: Vendor; swap: (next: Vendor) => void } {
  let client = first;
  return {
    vendor: {
      id: first.id,
      name: first.name,
      host: first.host,
      dialect: first.dialect,
      keyPage: first.keyPage,
      firstPollMs: first.firstPollMs,
      send: (...args) => client.send(...args),
      readRecord: (...args) => client.readRecord(...args),
      convertToWav: (...args) => client.convertToWav(...args),
      warm: () => client.warm(),
      close: () => client.close(),
      readBalance: () => client.readBalance(),
      passThrough: (...args) => client.passThrough(...args),
      openAudio: (...args) => client.openAudio(...args),
      ...(first.forget && { forget: first.forget }),
    },
    swap: (next) => void (client = next),
  };
}
