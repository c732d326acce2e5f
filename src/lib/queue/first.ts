/** Rows of one page, as many as a tall screen shows twice. */
export const SIZE = 50;
