import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	ANSWER_BYTES,
	ANSWER_ROOM,
	FrameError,
	REQUEST_BYTES,
	cutThread,
	decodeAnswer,
	decodeRequest,
	encodeAnswer,
	encodeRequest,
	fromHex,
	randomFrame,
	untilAnswer
} from './index.ts';

const lookup = new Uint8Array(32).fill(7);
const secret = fc.uint8Array({ minLength: 32, maxLength: 32 });
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function codeOf(run: () => unknown): string {
	try {
		run();
	} catch (error) {
		if (error instanceof FrameError) return error.code;
		throw error;
	}
	return 'nothing was thrown';
}

describe('what a resident asks', () => {
	it('reaches the server as it was written, always in 10 KiB', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (request) => {
				const frame = encodeRequest(request);
				expect(frame.length).toBe(REQUEST_BYTES);
				expect(decodeRequest(frame)).toEqual(asJson(request));
			})
		);
	});

	it('has room for the longest answer to an officer, in the longest letters', () => {
		const body = '\uffff'.repeat(1000);
		expect(encodeRequest({ op: 'say', say: { act: 'answer', body } }).length).toBe(REQUEST_BYTES);
	});

	it('is refused without a word of it when it is too long', () => {
		expect(codeOf(() => encodeRequest('x'.repeat(REQUEST_BYTES - 5)))).toBe('too_large');
		expect(encodeRequest('x'.repeat(REQUEST_BYTES - 6)).length).toBe(REQUEST_BYTES);
	});

	it('is refused when it is no frame: any bytes, any length', () => {
		const noFrame = (bytes: Uint8Array) => codeOf(() => decodeRequest(bytes));
		const headed = (length: number, ...bytes: number[]) => {
			const frame = new Uint8Array(REQUEST_BYTES);
			new DataView(frame.buffer).setUint32(0, length);
			frame.set(bytes, 4);
			return frame;
		};
		expect(noFrame(new Uint8Array(0))).toBe('bad_frame');
		expect(noFrame(encodeRequest({}).subarray(1))).toBe('bad_frame');
		expect(noFrame(headed(0))).toBe('bad_frame');
		expect(noFrame(headed(REQUEST_BYTES - 3))).toBe('bad_frame');
		expect(noFrame(headed(0xffffffff))).toBe('bad_frame');
		expect(noFrame(headed(3, 0x22, 0xff, 0x22))).toBe('bad_frame');
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => noFrame(bytes) === 'bad_frame')
		);
	});
});

describe('what a resident is answered', () => {
	it('opens with their code, always in 32 KiB', () => {
		fc.assert(
			fc.property(fc.jsonValue(), secret, (answer, own) => {
				const frame = encodeAnswer(answer, own);
				expect(frame.length).toBe(ANSWER_BYTES);
				expect(decodeAnswer(frame, own)).toEqual(asJson(answer));
			})
		);
	});

	it('is "not found" for a code that nobody knows, and for a stranger with another code', () => {
		expect(randomFrame().length).toBe(ANSWER_BYTES);
		expect(codeOf(() => decodeAnswer(randomFrame(), lookup))).toBe('not_found');
		fc.assert(
			fc.property(secret, secret, (own, other) => {
				fc.pre(own.some((byte, at) => byte !== other[at]));
				return codeOf(() => decodeAnswer(encodeAnswer({}, own), other)) === 'not_found';
			})
		);
	});

	it('is called damaged, not lost, when a bit of it flips on the way', () => {
		const frame = encodeAnswer({ state: 'confirmed' }, lookup);
		fc.assert(
			fc.property(fc.nat(ANSWER_BYTES - 1), fc.nat(7), (at, bit) => {
				const broken = frame.slice();
				broken[at]! ^= 1 << bit;
				expect(codeOf(() => decodeAnswer(broken, lookup))).toBe(at < 40 ? 'not_found' : 'damaged');
			})
		);
		expect(codeOf(() => decodeAnswer(frame.subarray(1), lookup))).toBe('damaged');
	});

	it('fills a frame to the last byte and not one more', () => {
		expect(encodeAnswer('x'.repeat(ANSWER_ROOM - 2), lookup).length).toBe(ANSWER_BYTES);
		expect(codeOf(() => encodeAnswer('x'.repeat(ANSWER_ROOM - 1), lookup))).toBe('too_large');
	});
});

describe('who watches the line', () => {
	const known = () => encodeAnswer({ state: 'confirmed', timeline: 'a'.repeat(9000) }, lookup);

	it('learns nothing from compression: neither kind of answer gets smaller', () => {
		expect(gzipSync(randomFrame()).length).toBeGreaterThan(ANSWER_BYTES);
	});

	it('sees the same spread of bytes in the answer to a known code and an unknown one', () => {
		// 255 degrees of freedom: a mean of 255, a standard deviation of 22.6; nine of them never happen by chance.
		expect(chiSquare(known)).toBeLessThan(460);
		expect(chiSquare(randomFrame)).toBeLessThan(460);
	});

	it('finds no byte at any place that stays the same in the answers to one code', () => {
		const frames = Array.from({ length: 16 }, known);
		const still = frames[0]!.filter((byte, at) => frames.every((frame) => frame[at] === byte));
		expect(still.length).toBe(0);
	});
});

describe('a thread longer than one frame', () => {
	const items = (count: number, size: number) =>
		Array.from({ length: count }, (_, at) => ({ id: count - at, body: 'x'.repeat(size) }));
	type Item = { id: number; body: string };
	const build = (taken: Item[], isCut: boolean) => ({
		timeline: taken,
		older: isCut ? taken.at(-1)!.id : null
	});

	it('comes newest first, and the cursors lead to the oldest without a gap', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(4000), (count, size) => {
				const all = items(count, size);
				const seen: number[] = [];
				for (let rest = all; ;) {
					const part = cutThread(rest, build);
					encodeAnswer(part, lookup);
					seen.push(...part.timeline.map((item) => item.id));
					if (part.older === null) break;
					const before = part.older;
					rest = all.filter((item) => item.id < before);
				}
				expect(seen).toEqual(all.map((item) => item.id));
			}),
			{ numRuns: 30 }
		);
	});

	it('is one frame with no cursor when it fits, even with nothing in it', () => {
		expect(cutThread([], build)).toEqual({ timeline: [], older: null });
		expect(cutThread(items(5, 100), build).older).toBeNull();
	});

	it('is refused rather than asked for again for ever when one item is too long', () => {
		expect(codeOf(() => cutThread(items(2, ANSWER_BYTES), build))).toBe('too_large');
	});
});

it('an answer that took less than a quarter of a second leaves on the same one, however long it took', () => {
	fc.assert(
		fc.property(fc.nat(), fc.nat(249), fc.nat(249), (asked, one, other) => {
			const [leaves, otherLeaves] = [one, other].map((took) => {
				const now = asked + took;
				return now + untilAnswer(asked, now);
			});
			return leaves === otherLeaves && leaves! % 250 === 0 && leaves! - asked < 500;
		})
	);
});

it('an answer that took longer leaves on the next quarter of a second', () => {
	expect([250, 300, 499, 501].map((took) => untilAnswer(0, took))).toEqual([0, 200, 1, 249]);
});

it('a lookup secret that is no 32 bytes is refused', () => {
	expect(fromHex('07'.repeat(32))).toEqual(lookup);
	expect(() => encodeAnswer({}, lookup.subarray(1))).toThrow(RangeError);
});

/** How far 64 frames of `make` are from an even spread over the 256 values of a byte. */
function chiSquare(make: () => Uint8Array): number {
	const counts = new Float64Array(256);
	for (let made = 0; made < 64; made++) for (const byte of make()) counts[byte]!++;
	const expected = (64 * ANSWER_BYTES) / 256;
	return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
