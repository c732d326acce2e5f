/**
 * The other side, written from the RFCs and not from the library: what a browser does with what arrives. For tests alone.
 */
import {
	createDecipheriv,
	createECDH,
	createHmac,
	createPublicKey,
	randomBytes,
	verify
} from 'node:crypto';

const url64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const hmac = (key: Uint8Array, ...parts: (Uint8Array | string)[]) =>
	parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest();

/** A browser that follows: its subscription, and how it opens what comes. */
export function makeBrowser(endpoint: string, secrets: { key?: string; auth?: string } = {}) {
	const ecdh = createECDH('prime256v1');
	if (secrets.key) ecdh.setPrivateKey(Buffer.from(secrets.key, 'base64url'));
	else ecdh.generateKeys();
	const auth = secrets.auth ? Buffer.from(secrets.auth, 'base64url') : randomBytes(16);
	const own = ecdh.getPublicKey();
	return {
		subscription: { endpoint, p256dh: url64(own), auth: url64(auth) },
		/** RFC 8291, §3.4 and RFC 8188, §2: one record. @throws where a byte of it is another */
		open(body: Uint8Array): Buffer {
			const bytes = Buffer.from(body);
			const salt = bytes.subarray(0, 16);
			const length = bytes[20]!;
			const server = bytes.subarray(21, 21 + length);
			const record = bytes.subarray(21 + length);
			const shared = hmac(auth, ecdh.computeSecret(server));
			const ikm = hmac(shared, 'WebPush: info\0', own, server, Uint8Array.of(1));
			const prk = hmac(salt, ikm);
			const cek = hmac(prk, 'Content-Encoding: aes128gcm\0', Uint8Array.of(1)).subarray(0, 16);
			const nonce = hmac(prk, 'Content-Encoding: nonce\0', Uint8Array.of(1)).subarray(0, 12);
			const cipher = createDecipheriv('aes-128-gcm', cek, nonce);
			cipher.setAuthTag(record.subarray(-16));
			const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
			const end = padded.lastIndexOf(2);
			return padded.subarray(0, end);
		}
	};
}

/** What the header `authorization` says, once its signature was checked by the key that it names (RFC 8292, §2 and §3). */
export function vapidOf(authorization: string) {
	const [, token = '', k = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? [];
	const point = Buffer.from(k, 'base64url');
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map(url64);
	const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
	const [head = '', claims = '', signature = ''] = token.split('.');
	const signed = verify(
		'sha256',
		Buffer.from(`${head}.${claims}`),
		{ key, dsaEncoding: 'ieee-p1363' },
		Buffer.from(signature, 'base64url')
	);
	const json = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
	return { signed, k, head: json(head), claims: json(claims) };
}
