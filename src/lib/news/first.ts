/** Posts of the first page of the list. */
export const FIRST = 12;
