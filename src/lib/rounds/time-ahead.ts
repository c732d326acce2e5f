import { clockOffset, knowsTime } from '#lib/platform/clock.ts';

/** Milliseconds that the server is ahead of this device: as an answer told this page, else as one told it last. */
export const aheadBy = ({ offset }: { offset: number }): number =>
	knowsTime() ? clockOffset() : offset;
