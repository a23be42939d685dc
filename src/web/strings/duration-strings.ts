// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
import { n } from './format/plurals.ts';

export const seconds = (count: number): string => `${n(count)} s`;
export const minutes = (count: number): string => `${n(count)} min`;
export const hours = (count: number): string => `${n(count)} h`;
export const days = (count: number): string => `${n(count)} d`;
export const hoursMinutes = (hours: number, minutes: number): string => `${n(hours)} h ${n(minutes)} min`;
