/** The last group of a code, as somebody types it from their own note. */
export { formatCode } from '#shared/code/index.ts';

/** Read like a whole code: any case, O as 0, I and L as 1, spaces and dashes ignored. */
export const parseGroup = (typed: string): string =>
	typed
		.toUpperCase()
		.replace(/[\s-]/g, '')
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1')
		// Whoever types the whole code has written it down as well.
		.slice(-4);
