// Made of src/shared/messages/en.json by `npm run messages`: a sentence is changed there.
export const why: Readonly<Record<string, string | ((...values: never[]) => string)>> = {};
