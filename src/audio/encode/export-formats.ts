/** What a sound is exported as, the usual first. */
export const EXPORT_FORMATS = ['wav24', 'wav16', 'wav32f', 'flac', 'ogg', 'mp3'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const KINDS: Readonly<Record<ExportFormat, { extension: string; type: string }>> = {
  wav24: { extension: 'wav', type: 'audio/wav' },
  wav16: { extension: 'wav', type: 'audio/wav' },
  wav32f: { extension: 'wav', type: 'audio/wav' },
  flac: { extension: 'flac', type: 'audio/flac' },
  ogg: { extension: 'ogg', type: 'audio/ogg' },
  mp3: { extension: 'mp3', type: 'audio/mpeg' },
};
export const extensionOf = (format: ExportFormat): string => KINDS[format].extension;
export const typeOf = (format: ExportFormat): string => KINDS[format].type;

/** Rates of MPEG-1, whose frames the gapless tag counts; in the order of their codes. */
export const MP3_RATES: readonly number[] = [44_100, 48_000, 32_000];
/** The largest rates that the formats hold; FLAC tells rates in 20 bits. */
const OGG_MAX = 192_000;
const HALVED_48: readonly number[] = [96_000, 192_000, 24_000, 12_000, 8000, 16_000];

/** The rate a format is written at, where `wanted` is what was chosen or what the file has. */
export function rateFor(format: ExportFormat, wanted: number): number {
  if (format === 'mp3' && !MP3_RATES.includes(wanted)) return HALVED_48.includes(wanted) ? 48_000 : 44_100;
  return format === 'ogg' ? Math.min(OGG_MAX, wanted) : wanted;
}
