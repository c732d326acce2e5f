/** The server's time, as far as its answers told it: a device clock that is wrong by a day does no harm. */
export * from './format.ts';

/** Below this the device is right enough; a `Date` header knows whole seconds only. */
const TRUSTED = 5_000;

let offset = 0;
let told = false;

/** Whether a server has told its time to this page: before that the device's own clock is all there is. */
export const knowsTime = () => told;

/** Milliseconds that the server is ahead of this device. */
export const clockOffset = () => offset;

/** Now, by the server's clock. */
export const now = (): Date => new Date(Date.now() + offset);

/** Now, by whichever clock is ahead: what has run out stays so, whatever hour a server tells to pass it off again. */
export const latest = (): Date => new Date(Date.now() + Math.max(0, offset));

/**
 * Learns from an answer's `Date` header.
 * @param sentAt and `receivedAt` in milliseconds by this device's clock
 */
export function learnTime(header: string | null, sentAt: number, receivedAt: number) {
	const moment = header ? Date.parse(header) : NaN;
	if (!Number.isFinite(moment)) return;
	told = true;
	const ahead = moment + 500 - (sentAt + receivedAt) / 2;
	offset = Math.abs(ahead) < TRUSTED ? 0 : ahead;
}
