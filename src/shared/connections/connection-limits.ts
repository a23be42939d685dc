export const CONNECTION_NAME_MAX = 60;
export const KEY_MAX = 1000;
