// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
export const fields: Readonly<Record<string, string | ((...values: never[]) => string)>> = {};
export const refusals: Readonly<Record<string, string | ((...values: never[]) => string)>> = {};
