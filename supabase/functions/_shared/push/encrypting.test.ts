/** What is sent, against the RFCs themselves. */
import { createECDH } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { encryptNotification } from '@block65/webcrypto-web-push';
import { keysOf, makeKey } from './index.ts';
import { makeBrowser } from './testing.ts';

/** RFC 8291, appendix A. */
const vector = {
	plaintext: 'When I grow up, I want to be a watermelon',
	auth: 'BTBZMqHH6r4Tts7J_aSIgg',
	receiver: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
	sender: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
	salt: 'DGv6ra1nlYgDCS1FRnbzlw',
	body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN'
};
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));

afterEach(() => void vi.restoreAllMocks());

it('a browser is sent the very bytes of RFC 8291', async () => {
	const pair = createECDH('prime256v1');
	pair.setPrivateKey(bytes(vector.sender));
	const point = pair.getPublicKey();
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) =>
		half.toString('base64url')
	);
	const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
	const jwk = { kty: 'EC', crv: 'P-256', x, y, d: vector.sender } as JsonWebKey;
	const { d: _, ...open } = jwk;
	const privateKey = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['deriveBits']);
	const publicKey = await crypto.subtle.importKey('jwk', open, algorithm, true, []);
	vi.spyOn(crypto.subtle, 'generateKey').mockResolvedValue({ privateKey, publicKey } as never);
	vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
		(array as Uint8Array).set(bytes(vector.salt));
		return array;
	});
	const { subscription } = makeBrowser('https://push.example.net/x', {
		key: vector.receiver,
		auth: vector.auth
	});
	const { endpoint, ...keys } = subscription;
	const sent = await encryptNotification(
		{ endpoint, expirationTime: null, keys },
		new TextEncoder().encode(vector.plaintext),
		{ pad: false }
	);
	expect(Buffer.from(sent).toString('base64url')).toBe(vector.body);
});

it('the browser of our tests opens the bytes of RFC 8291, and nothing with a byte of it changed', () => {
	const browser = makeBrowser('https://push.example.net/x', {
		key: vector.receiver,
		auth: vector.auth
	});
	expect(browser.open(bytes(vector.body)).toString()).toBe(vector.plaintext);
	const forged = bytes(vector.body);
	forged[forged.length - 1]! ^= 1;
	expect(() => browser.open(forged)).toThrow();
});

it('a key that was made is read again, and each is another', async () => {
	const [one, other] = await Promise.all([makeKey(), makeKey()]);
	const read = (key: string) =>
		keysOf((name) => (name === 'VAPID_KEY' ? key : 'mailto:portal@example.invalid'));
	expect(read(one)).toMatchObject({ subject: 'mailto:portal@example.invalid' });
	expect(bytes(read(one).publicKey)).toHaveLength(65);
	expect(read(one).publicKey).not.toBe(read(other).publicKey);
});

it.each([
	['no key', undefined, 'mailto:a@b.invalid', /^VAPID_KEY/],
	[
		'a public half alone',
		'{"kty":"EC","crv":"P-256","x":"a","y":"b"}',
		'mailto:a@b.invalid',
		/^VAPID_KEY/
	],
	['no address of who runs it', '{}', undefined, /^VAPID_SUBJECT/],
	['an address that is none', '{}', 'javascript:alert(1)', /^VAPID_SUBJECT/]
])(
	'a portal with %s does not start, and quotes nothing of what was set',
	(_, key, subject, says) => {
		const read = (name: string) => (name === 'VAPID_KEY' ? key : subject);
		expect(() => keysOf(read)).toThrow(says);
	}
);
