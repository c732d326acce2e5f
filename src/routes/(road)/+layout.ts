/** The page for the road opens without a line and without a session: one shell, no prerendered words. */
export const ssr = false;
export const prerender = false;
