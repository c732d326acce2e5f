/** The page for the road opens without a line and without a session: no prerendered words, but the files that it needs by name (docs/decisions/0067). */
export const ssr = false;
export const prerender = true;
