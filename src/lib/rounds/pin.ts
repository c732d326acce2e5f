/** What a PIN must be, and how long one waits after wrong ones. */
const PIN_LEAST = 6;
export const PIN_MOST = 12;

export type PinFault = 'required' | 'pin_digits' | 'pin_short' | 'pin_long' | 'pin_easy';

/** Why it will not do, or null. Digits alone: it is typed with a thumb, in gloves, in the sun. */
export function pinFault(pin: string): PinFault | null {
	if (pin === '') return 'required';
	if (!/^\d+$/.test(pin)) return 'pin_digits';
	if (pin.length < PIN_LEAST) return 'pin_short';
	if (pin.length > PIN_MOST) return 'pin_long';
	return isRun(pin) || /^(\d{1,3})\1+$/.test(pin) ? 'pin_easy' : null;
}

/** 111111, 123456, 654321: what is tried first. */
function isRun(pin: string): boolean {
	const steps = new Set([...pin].slice(1).map((digit, n) => Number(digit) - Number(pin[n])));
	return steps.size === 1 && [0, 1, -1].includes([...steps][0]!);
}

const FREE = 4;
const FIRST = 30_000;
const LONGEST = 3_600_000;

export type Wrong = { count: number; at: number };

/** Milliseconds from the last wrong PIN until the next may be tried: none at first, then 30 seconds, doubling up to an hour. */
export const waitAfter = (count: number): number =>
	count <= FREE ? 0 : Math.min(LONGEST, FIRST * 2 ** (count - FREE - 1));

/**
 * Milliseconds still to wait. A clock that was set back since does not make it longer than it was: the wait then begins anew,
 * and `restarted` says from when.
 */
export function waitLeft({ count, at }: Wrong, now: number): { left: number; restarted: number } {
	const since = Math.min(at, now);
	return { left: Math.max(0, since + waitAfter(count) - now), restarted: since };
}
