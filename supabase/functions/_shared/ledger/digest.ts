/**
 * SHA-256 of short texts, many of them. A browser's own digest and the library's make an object and a buffer for each, which takes
 * three times what the hashing takes; a million rows are verified here with one buffer. Nothing secret is hashed with it.
 */
const primes = (count: number): number[] => {
	const found: number[] = [];
	for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
	return found;
};
/** The first 32 bits of the fraction of a root, by which FIPS 180-4 defines its constants. */
const fraction = (root: number) => ((root % 1) * 2 ** 32) | 0;
const FIRST = Int32Array.from(primes(8), (p) => fraction(Math.sqrt(p)));
const ROUNDS = Int32Array.from(primes(64), (p) => fraction(Math.cbrt(p)));

const words = new Int32Array(64);
const state = new Int32Array(8);
const encoder = new TextEncoder();

export class Digest {
	#bytes = new Uint8Array(4096);
	#length = 0;

	/** Begins anew with a text in UTF-8. */
	text(text: string): this {
		this.#length = 0;
		return this.and(text);
	}

	/** Adds a text. */
	and(text: string): this {
		const room = this.#room(text.length * 3);
		this.#length += encoder.encodeInto(text, room).written;
		return this;
	}

	/** Adds bytes, given in hex. */
	hex(hex: string): this {
		const room = this.#room(hex.length / 2);
		for (let n = 0; n < hex.length / 2; n++) room[n] = parseInt(hex.slice(n * 2, n * 2 + 2), 16);
		this.#length += Math.floor(hex.length / 2);
		return this;
	}

	/** Whether these 64 digits are the hash. */
	is(hex: string): boolean {
		this.#hash();
		if (hex.length !== 64) return false;
		for (let n = 0; n < 8; n++)
			if ((parseInt(hex.slice(n * 8, n * 8 + 8), 16) | 0) !== state[n]) return false;
		return true;
	}

	/** The hash in 64 digits. */
	end(): string {
		this.#hash();
		return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
	}

	/** What follows in the buffer, long enough for so many bytes and the padding. */
	#room(more: number): Uint8Array {
		const needed = this.#length + more + 72;
		if (needed > this.#bytes.length) {
			const larger = new Uint8Array(needed * 2);
			larger.set(this.#bytes);
			this.#bytes = larger;
		}
		return this.#bytes.subarray(this.#length);
	}

	#hash(): void {
		const bytes = this.#bytes;
		const bits = this.#length * 8;
		let end = this.#length;
		bytes[end++] = 0x80;
		while (end % 64 !== 56) bytes[end++] = 0;
		for (let shift = 56; shift >= 0; shift -= 8) bytes[end++] = shift > 31 ? 0 : bits >>> shift;
		state.set(FIRST);
		for (let at = 0; at < end; at += 64) block(bytes, at);
	}
}

function block(bytes: Uint8Array, at: number): void {
	for (let n = 0, p = at; n < 16; n++, p += 4)
		words[n] = (bytes[p]! << 24) | (bytes[p + 1]! << 16) | (bytes[p + 2]! << 8) | bytes[p + 3]!;
	for (let n = 16; n < 64; n++) {
		const x = words[n - 15]!;
		const y = words[n - 2]!;
		const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
		const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
		words[n] = (words[n - 16]! + words[n - 7]! + low + high) | 0;
	}
	let a = state[0]!;
	let b = state[1]!;
	let c = state[2]!;
	let d = state[3]!;
	let e = state[4]!;
	let f = state[5]!;
	let g = state[6]!;
	let h = state[7]!;
	for (let n = 0; n < 64; n++) {
		const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
		const t = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[n]! + words[n]!) | 0;
		const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
		const u = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		h = g;
		g = f;
		f = e;
		e = (d + t) | 0;
		d = c;
		c = b;
		b = a;
		a = (t + u) | 0;
	}
	state[0] = (state[0]! + a) | 0;
	state[1] = (state[1]! + b) | 0;
	state[2] = (state[2]! + c) | 0;
	state[3] = (state[3]! + d) | 0;
	state[4] = (state[4]! + e) | 0;
	state[5] = (state[5]! + f) | 0;
	state[6] = (state[6]! + g) | 0;
	state[7] = (state[7]! + h) | 0;
}
