/** Officers' pages hold nothing before somebody signs in: one shell, no prerendered words. */
export const ssr = false;
export const prerender = false;
