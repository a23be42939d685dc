import { LANGUAGE } from '../language.ts';

const writer = (type: Intl.ListFormatType, style: Intl.ListFormatStyle = 'long') => {
  const format = new Intl.ListFormat(LANGUAGE, { type, style });
  return (parts: readonly string[]): string => format.format(parts);
};

/** `rain, wind, thunder` */
export const unitList = writer('unit', 'short');
/** `120 BPM and Am` */
export const andList = writer('conjunction');
/** `60 or 120` */
export const orList = writer('disjunction');
