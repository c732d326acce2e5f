/** The id of what a stop is carried by: rows are made anew as they move, and the focus goes along. */
export const handleOf = (id: string): string => `plan-handle-${id.replace(':', '-')}`;
