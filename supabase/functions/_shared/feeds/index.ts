/** Feeds of news, for readers of all kinds. Pure: rows in, text out. */
export { atomOf } from './atom.ts';
export { jsonOf } from './json.ts';
export type { Entry, Feed } from './shape.ts';
export { feedOf, type Article } from './news.ts';
