import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** `'sha256-…'` of what stands inline in the page. */
export interface InlineHashes {
  scripts: readonly string[];
  styles: readonly string[];
}

export const securityHeaders = (inline: InlineHashes): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'", ...inline.scripts],
      styleSrc: ["'self'", ...inline.styles],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
    },
    xFrameOptions: 'DENY',
    // Not `no-referrer`: with it a browser posts the login form with `Origin: null`, which is nobody's.
    referrerPolicy: 'same-origin',
    permissionsPolicy: {
      accelerometer: [],
      bluetooth: [],
      camera: [],
      displayCapture: [],
      geolocation: [],
      gyroscope: [],
      hid: [],
      magnetometer: [],
      microphone: [],
      midi: [],
      payment: [],
      serial: [],
      usb: [],
    },
    // The TLS in front of us decides about this, and a musician's localhost must stay http.
    strictTransportSecurity: false,
  });
