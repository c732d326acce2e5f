/**
 * For tests: the age format a second time, read as its specification words it, with the OpenSSL that is in Node and
 * not a line of `age-encryption`, `@noble` or this folder. Whoever holds an identity or a code and writes such a
 * reader opens what we sealed.
 */
import {
	createDecipheriv,
	createHash,
	createHmac,
	createPrivateKey,
	createPublicKey,
	decapsulate,
	diffieHellman,
	hkdfSync,
	scryptSync
} from 'node:crypto';

interface Stanza {
	args: string[];
	body: Buffer;
}

/** What opens a file: a hybrid identity as it is exported, or a passphrase. */
export type Opener = { identity: string } | { passphrase: string };

/** The plain bytes of an age file. @throws where the file, its MAC or a chunk is not as it should be */
export function openAge(file: Uint8Array, opener: Opener): Buffer {
	const bytes = Buffer.from(file);
	const mark = bytes.indexOf('\n--- ') + 1;
	const end = bytes.indexOf('\n', mark);
	const lines = bytes.toString('latin1', 0, mark).trimEnd().split('\n');
	if (lines.shift() !== 'age-encryption.org/v1') throw new Error('no age file');
	const [stanza, ...more] = stanzasOf(lines);
	if (!stanza || more.length) throw new Error('not one stanza');
	const key =
		'identity' in opener
			? unwrapHybrid(stanza, opener.identity)
			: unwrapScrypt(stanza, opener.passphrase);
	const mac = createHmac('sha256', hkdf(key, '', 'header')).update(bytes.subarray(0, mark + 3));
	if (!mac.digest().equals(Buffer.from(bytes.toString('latin1', mark + 4, end), 'base64')))
		throw new Error('the header was changed');
	const nonce = bytes.subarray(end + 1, end + 17);
	return chunksOf(bytes.subarray(end + 17), hkdf(key, nonce, 'payload'));
}

function stanzasOf(lines: string[]): Stanza[] {
	const stanzas: Stanza[] = [];
	while (lines.length) {
		const [arrow, ...args] = lines.shift()!.split(' ');
		if (arrow !== '->') throw new Error('no stanza');
		let body = '';
		for (let line: string | undefined; (line = lines.shift()) !== undefined;) {
			body += line;
			if (line.length < 64) break;
		}
		stanzas.push({ args, body: Buffer.from(body, 'base64') });
	}
	return stanzas;
}

/** ChaCha20-Poly1305 in chunks of 64 KiB, counted; the last is marked. */
function chunksOf(payload: Buffer, key: Buffer): Buffer {
	const chunk = 64 * 1024 + 16;
	const plain: Buffer[] = [];
	for (let at = 0, count = 0; at === 0 || at < payload.length; at += chunk, count++) {
		const nonce = Buffer.alloc(12);
		nonce.writeUInt32BE(count, 7);
		nonce[11] = at + chunk >= payload.length ? 1 : 0;
		plain.push(decrypt(payload.subarray(at, at + chunk), key, nonce));
	}
	return Buffer.concat(plain);
}

function unwrapScrypt({ args: [kind, salt, work], body }: Stanza, passphrase: string): Buffer {
	if (kind !== 'scrypt') throw new Error('not under a passphrase');
	const salted = Buffer.concat([
		Buffer.from('age-encryption.org/v1/scrypt'),
		Buffer.from(salt!, 'base64')
	]);
	const cost = { N: 2 ** Number(work), r: 8, p: 1, maxmem: 2 ** 28 };
	return decrypt(body, scryptSync(passphrase, salted, 32, cost), Buffer.alloc(12));
}

/** HPKE (RFC 9180) in base mode over X-Wing, which is ML-KEM-768 and X25519, with HKDF-SHA256 and ChaCha20-Poly1305. */
function unwrapHybrid({ args: [kind, sealed], body }: Stanza, identity: string): Buffer {
	if (kind !== 'mlkem768x25519') throw new Error('not to a hybrid recipient');
	const shared = xWing(Buffer.from(sealed!, 'base64'), seedOf(identity));
	const info = 'age-encryption.org/mlkem768x25519';
	const context = Buffer.concat([
		Buffer.of(0),
		extract('', 'psk_id_hash', ''),
		extract('', 'info_hash', info)
	]);
	const secret = extract(shared, 'secret', '');
	return decrypt(
		body,
		expand(secret, 'key', context, 32),
		expand(secret, 'base_nonce', context, 12)
	);
}

function xWing(sealed: Buffer, seed: Buffer): Buffer {
	const expanded = createHash('shake256', { outputLength: 96 }).update(seed).digest();
	const kem = privateKey('3054020100300b060960864801650304040204428040', expanded.subarray(0, 64));
	const curve = privateKey('302e020100300506032b656e04220420', expanded.subarray(64));
	const theirs = sealed.subarray(1088);
	const own = createPublicKey(curve).export({ format: 'der', type: 'spki' }).subarray(-32);
	const publicKey = createPublicKey({
		key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), theirs]),
		format: 'der',
		type: 'spki'
	});
	return createHash('sha3-256')
		.update(decapsulate(kem, sealed.subarray(0, 1088)))
		.update(diffieHellman({ privateKey: curve, publicKey }))
		.update(theirs)
		.update(own)
		.update('\\.//^\\')
		.digest();
}

const privateKey = (head: string, secret: Buffer) =>
	createPrivateKey({
		key: Buffer.concat([Buffer.from(head, 'hex'), secret]),
		format: 'der',
		type: 'pkcs8'
	});

const suite = Buffer.concat([Buffer.from('HPKE'), Buffer.of(0x64, 0x7a, 0, 1, 0, 3)]);
const hmac = (key: string | Buffer, bytes: Buffer) =>
	createHmac('sha256', key).update(bytes).digest();

const extract = (salt: string | Buffer, label: string, ikm: string) =>
	hmac(salt, Buffer.concat([Buffer.from('HPKE-v1'), suite, Buffer.from(label + ikm)]));

/** One block of HKDF is as much as is ever asked for. */
const expand = (secret: Buffer, label: string, context: Buffer, length: number) =>
	hmac(
		secret,
		Buffer.concat([
			...[Buffer.of(0, length), Buffer.from('HPKE-v1'), suite, Buffer.from(label), context],
			Buffer.of(1)
		])
	).subarray(0, length);

const hkdf = (key: Buffer, salt: string | Buffer, info: string) =>
	Buffer.from(hkdfSync('sha256', key, salt, info, 32));

function decrypt(sealed: Buffer, key: Buffer, nonce: Buffer): Buffer {
	const cipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
	cipher.setAuthTag(sealed.subarray(-16));
	return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
}

/** The 32 bytes of AGE-SECRET-KEY-PQ-1…, which is bech32 (BIP 173). */
function seedOf(identity: string): Buffer {
	const prefix = 'age-secret-key-pq-';
	const symbols = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
	const text = identity.toLowerCase();
	if (!text.startsWith(`${prefix}1`)) throw new Error('no hybrid identity');
	const words = [...text.slice(prefix.length + 1)].map((symbol) => symbols.indexOf(symbol));
	const codes = [...prefix].map((letter) => letter.charCodeAt(0));
	const checked = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
	if (polymod([...checked, ...words]) !== 1) throw new Error('the identity was mistyped');
	const bits = words.slice(0, -6).flatMap((word) => [16, 8, 4, 2, 1].map((bit) => +!!(word & bit)));
	return Buffer.from(
		Array.from({ length: 32 }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8).join(''), 2))
	);
}

function polymod(values: number[]): number {
	const steps = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
	return values.reduce((sum, value) => {
		const moved = ((sum & 0x1ffffff) << 5) ^ value;
		return steps.reduce((all, step, bit) => ((sum >> 25) & (1 << bit) ? all ^ step : all), moved);
	}, 1);
}
