import { expect, it } from 'vitest';
import { ableOf, isNewTo } from './able.ts';

const phone = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36';
const apple = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1';
const pad = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15';

/** A window of a browser, with what it has and what it was allowed. */
function windowOf(
	userAgent: string,
	{ permission = 'default', has = true, touch = 0 } = {}
): Window & typeof globalThis {
	const navigator = { userAgent, maxTouchPoints: touch, ...(has && { serviceWorker: {} }) };
	return {
		navigator,
		...(has && { PushManager: {}, Notification: { permission } })
	} as unknown as Window & typeof globalThis;
}

it.each([
	['a phone’s own browser', windowOf(phone), 'yes'],
	['one that was told no some day', windowOf(phone, { permission: 'denied' }), 'refused'],
	['one inside Zalo', windowOf(`${phone} Zalo android/12`), 'inside'],
	['one inside Facebook', windowOf(`${apple} [FBAN/FBIOS;FBAV/400]`, { has: false }), 'inside'],
	['Safari on an iPhone', windowOf(apple, { has: false }), 'apple'],
	['the same from the home screen', windowOf(apple), 'yes'],
	['an iPad, which calls itself a Macintosh', windowOf(pad, { has: false, touch: 5 }), 'apple'],
	['an old one', windowOf(phone, { has: false }), 'none'],
	['an old one on a Macintosh', windowOf(pad, { has: false }), 'none']
])('%s is told what it can do', (_, window, can) => {
	expect(ableOf(window).can).toBe(can);
});

it.each([
	['one that nobody has answered yet', windowOf(phone), true],
	['one that was let', windowOf(phone, { permission: 'granted' }), false],
	['one that was told no', windowOf(phone, { permission: 'denied' }), false],
	['one inside Zalo', windowOf(`${phone} Zalo android/12`), false],
	['Safari on an iPhone', windowOf(apple, { has: false }), false]
])('to %s the page is new: %s', (_, window, isNew) => {
	expect(isNewTo(window)).toBe(isNew);
});
