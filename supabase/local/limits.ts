/** How many bytes a road takes, and what it says to more. */
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

const KiB = 1024;
/** Bytes a door takes unless its contract says more. */
export const doorLimit = 64 * KiB;
export const uploadLimit = 5 * KiB * KiB;
export const listLimit = KiB * KiB;
/** Ten thousand lines of a bank. */
export const statementLimit = 5 * KiB * KiB;
/** Three widths of a picture and the one to share, in base 64. */
export const pictureLimit = 9 * KiB * KiB;
/** What an officer seals to a whole desk. */
export const sealedLimit = 256 * KiB;

/** The rest of the body is not read, so the connection is not used again. */
const tooLarge = (c: Context) =>
	c.json({ code: 'too_large', message: 'too_large' }, 413, {
		'cache-control': 'no-store',
		connection: 'close'
	});
export const limited = (maxSize: number) => bodyLimit({ maxSize, onError: tooLarge });
/** More for who says to be an officer than for a stranger. */
export const forOfficers = (most: number, few: number): MiddlewareHandler => {
	const [officers, strangers] = [limited(most), limited(few)];
	return (c, next) => (c.req.header('authorization') ? officers : strangers)(c, next);
};
