/** What the page is written in, and how it writes numbers and dates; another language's build puts its own here. */
export const LANGUAGE: string = 'en';
