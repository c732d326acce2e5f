/** Example data of a component: docs on /ui, and what axe runs over. `words` become its children. */
export type Example = { title: string; props?: Record<string, unknown>; words?: string };
