import { Ahead } from '#lib/platform/ahead.ts';
import { page } from './queue.ts';

/** Rows of one page, as many as a tall screen shows twice. */
export const SIZE = 50;

/** The first page of all open cases: what the list shows when it is opened. */
export const firstPage = new Ahead(() => page({}, null, SIZE));
