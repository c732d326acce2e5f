import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SERVICES, isEndpoint, servicesOf } from './index.ts';

const taken = (endpoint: string, services = DEFAULT_SERVICES) => isEndpoint(endpoint, services);

describe('the address that a browser gives', () => {
	it.each([
		'https://fcm.googleapis.com/fcm/send/dKvT:APA91bF-x_y',
		'https://updates.push.services.mozilla.com/wpush/v2/gAAAAABnZ',
		'https://web.push.apple.com/QGxhdGVyYWxseSByYW5kb20',
		'https://wns2-sg2p.notify.windows.com/w/?token=BQYAAAD%2bx'
	])('is taken as browsers give it: %s', (endpoint) => expect(taken(endpoint)).toBe(true));

	it.each([
		['nothing', ''],
		['no address', 'fcm.googleapis.com/fcm/send/a'],
		['in the clear', 'http://fcm.googleapis.com/fcm/send/a'],
		['another port', 'https://fcm.googleapis.com:8443/fcm/send/a'],
		['a name and password', 'https://fcm.googleapis.com:x@127.0.0.1/a'],
		['this machine', 'https://127.0.0.1/a'],
		['this machine, as a number', 'https://2130706433/a'],
		['this machine, in six', 'https://[::1]/a'],
		['the cloud’s own data', 'https://169.254.169.254/latest'],
		['a name that begins alike', 'https://fcm.googleapis.com.evil.example/a'],
		['a name that ends alike', 'https://evilfcm.googleapis.com/a'],
		['the name above', 'https://push.apple.com/a'],
		['a name that ends alike, above', 'https://evilpush.apple.com/a'],
		['a dot at the end', 'https://fcm.googleapis.com./a'],
		['another case', 'https://FCM.googleapis.com/a'],
		['a letter that looks alike', 'https://fcm.googleapis.соm/a'],
		['a fragment', 'https://fcm.googleapis.com/a#b'],
		['no path', 'https://fcm.googleapis.com/'],
		['steps back', 'https://fcm.googleapis.com/../a'],
		['blanks around', ' https://fcm.googleapis.com/a '],
		['a line break', 'https://fcm.googleapis.com/a\nb'],
		['more than any is long', `https://fcm.googleapis.com/${'a'.repeat(1000)}`]
	])('is refused with %s', (_, endpoint) => expect(taken(endpoint)).toBe(false));

	it('is never one that leads elsewhere, however its pieces are put together', () => {
		const piece = fc.constantFrom(
			...['https://', 'http://', '//', 'fcm.googleapis.com', 'web.push.apple.com', '127.0.0.1'],
			...['evil.example', '@', ':', ':443', '.', '/', '\\', '?', '#', '%2e', '\t', 'a', '[::1]']
		);
		let kept = 0;
		fc.assert(
			fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
				const typed = `https://fcm.googleapis.com${pieces.join('')}`;
				if (!taken(typed)) return;
				kept++;
				expect(new URL(typed).host).toMatch(/^fcm\.googleapis\.com$|\.push\.apple\.com$/);
			}),
			{ numRuns: 2000, seed: 8 }
		);
		expect(kept).toBeGreaterThan(10);
	});
});

describe('the list of services', () => {
	it('is that of the browsers until the environment names another', () => {
		expect(servicesOf(undefined)).toBe(DEFAULT_SERVICES);
		expect(servicesOf(' ')).toBe(DEFAULT_SERVICES);
		expect(servicesOf('push.test, *.Push.Apple.com')).toEqual(['push.test', '*.push.apple.com']);
	});

	it.each([
		'*',
		'*.com*',
		'https://push.test',
		'127.0.0.1',
		'localhost',
		'push.test:80',
		'a b.test'
	])('does not start with %s', (listed) =>
		expect(() => servicesOf(listed)).toThrow('PUSH_SERVICES')
	);
});
