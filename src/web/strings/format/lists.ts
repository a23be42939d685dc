import { LANGUAGE } from '../language.ts';

const writer = (type: Intl.ListFormatType, style: Intl.ListFormatStyle = 'long') => {
  let format: Intl.ListFormat | undefined;
  return (parts: readonly string[]): string => {
    format ??= new Intl.ListFormat(LANGUAGE, { type, style });
    return format.format(parts);
  };
};

/** `rain, wind, thunder` */
export const unitList = writer('unit', 'short');
/** `120 BPM and Am` */
export const andList = writer('conjunction');
/** `60 or 120` */
export const orList = writer('disjunction');
