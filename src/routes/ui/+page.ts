/** A page for those who build: in a build its address leads nowhere (src/hooks.ts). A `load` here would bring Kit's part for it to all. */
export const prerender = false;
