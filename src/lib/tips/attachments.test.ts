import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Attachments, MOST_FILES, warnsOf, type Way } from './attachments.svelte.ts';
import type { Cipher } from './readers.ts';

const PART = 4;
/** Parts of four bytes, so that a line may break between them. */
const cipher = {
	numberOfParts: (bytes: number) => Math.ceil(bytes / PART),
	async *cut(bytes: Uint8Array) {
		for (let at = 0; at < bytes.length; at += PART)
			yield { sealed: bytes.slice(at, at + PART), sha256: `${at}` };
	}
} as unknown as Cipher;
const way = (proof = 'proof') =>
	({
		room: { tip: 'a'.repeat(32), room: { recipient: 'age1pq1' } },
		lookupHash: 'b',
		proof
	}) as unknown as Way;

function files({ breaks = 0 } = {}) {
	const sent: number[] = [];
	let left = breaks;
	const made = new Attachments({
		redraw: async (file) =>
			file.type === 'image/jpeg'
				? { bytes: new Uint8Array(3), type: 'image/jpeg', removed: ['place'] }
				: null,
		cipher: async () => cipher,
		upload: async (_, file) => {
			if (sent.length === 2 && left-- > 0)
				throw new Problem({ code: 'unreachable', status: 0, offline: true });
			sent.push(file[0]!);
		}
	});
	return { made, sent };
}
const document = () => new File([new Uint8Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])], 'a.pdf');

describe('what goes along with a tip', () => {
	it('a photo is redrawn and loses its name; the original goes only if ticked', async () => {
		const { made } = files();
		await made.add([new File(['x'], 'nha-toi.jpg', { type: 'image/jpeg' })]);
		const photo = made.files[0]!;
		await made.withOriginal(photo, true);
		expect(made.files.map(({ kind }) => kind)).toEqual(['redrawn', 'original']);
		await made.withOriginal(photo, false);
		const { refs } = await made.send(way());
		expect(refs).toHaveLength(1);
		expect(JSON.stringify(refs)).not.toContain('nha-toi');
	});

	it('after a broken line only what is missing goes out', async () => {
		const { made, sent } = files({ breaks: 1 });
		await made.add([document()]);
		await expect(made.send(way())).rejects.toThrow('unreachable');
		const { refs, ids } = await made.send(way());
		expect(sent).toEqual([0, 4, 8]);
		expect(new Set(ids).size).toBe(3);
		expect(refs[0]!.parts.map(({ sha256 }) => sha256)).toEqual(['0', '4', '8']);
		expect(made.arrived(made.files[0]!)).toBe(1);
	});

	it('with a new proof of work everything goes out anew, for the old one paid for another tip', async () => {
		const { made, sent } = files();
		await made.add([document()]);
		await made.send(way());
		await made.send(way('another'));
		expect(sent).toHaveLength(6);
	});

	it('an eleventh file is refused by name, the ten stay', async () => {
		const { made } = files();
		await made.add(Array.from({ length: MOST_FILES + 1 }, document));
		expect(made.count).toBe(MOST_FILES);
		expect(made.refused).toEqual([{ known: 'a.pdf', code: 'too_many' }]);
	});

	it('warns of what a recording, a document or a photo nobody could redraw still tells', () => {
		expect(warnsOf({ kind: 'file', type: 'audio/mpeg' })).toBe('recording');
		expect(warnsOf({ kind: 'file', type: 'application/pdf' })).toBe('document');
		expect(warnsOf({ kind: 'file', type: 'image/heic' })).toBe('photo');
		expect(warnsOf({ kind: 'redrawn', type: 'image/jpeg' })).toBeNull();
	});
});
