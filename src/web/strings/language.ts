/** What the page is written in, and how it writes numbers and dates; another language's build puts its own here. */
export const LANGUAGE: string = 'en';

/** Where a whole number's digits are parted, and by what. */
export const THOUSANDS: RegExp = /\B(?=(\d{3})+$)/g;
export const SEPARATOR: string = ',';
/** Before what is less than one. */
export const DECIMAL: string = '.';
