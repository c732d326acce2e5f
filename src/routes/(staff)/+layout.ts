/**
 * Officers' pages hold nothing before somebody signs in. Each is built all the same, without words: its HTML names the files that it
 * needs (docs/decisions/0067).
 */
export const ssr = false;
export const prerender = true;
