import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { MOST_FILES, warnsOf } from './attached.ts';
import { Attachments } from './attachments.svelte.ts';
import type { Way } from './parts-on-way.svelte.ts';
import type { Redrawn, Undrawn } from './redraw.ts';
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
const way = (proof = 'proof', recipient = 'age1pq1'): Way => ({
	recipient,
	lookupHash: 'b',
	proof
});
/** A photo of a phone that only that phone can read. */
const heic: Undrawn = { why: 'format', type: 'image/heic', tells: ['place'] };

function files({ breaks = 0, before = [] as { bytes: number }[] } = {}) {
	const sent: number[] = [];
	let left = breaks;
	const made = new Attachments(
		{
			redraw: async (file): Promise<Redrawn | Undrawn | null> => {
				if (file.type === 'image/heic') return heic;
				if (file.type !== 'image/jpeg') return null;
				return { bytes: new Uint8Array(3), type: 'image/jpeg', removed: ['place'] };
			},
			cipher: async () => cipher,
			upload: async (_, file) => {
				if (sent.length === 2 && left-- > 0)
					throw new Problem({ code: 'unreachable', status: 0, offline: true });
				sent.push(file[0]!);
			}
		},
		before
	);
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

	it('a photo that cannot be drawn anew waits for the sender’s word, and goes along only then', async () => {
		const { made } = files();
		const photo = () => new File(['heic'], 'IMG_1.HEIC', { type: 'image/heic' });
		await made.add([photo(), photo()]);
		expect([made.count, made.held.map(({ tells }) => tells)]).toEqual([0, [['place'], ['place']]]);
		expect((await made.send(way())).refs).toEqual([]);
		made.drop(made.held[0]!.id);
		await made.keep(made.held[0]!);
		expect(made.held).toEqual([]);
		const { refs } = await made.send(way());
		expect(refs).toMatchObject([
			{ kind: 'file', type: 'image/heic', name: 'anh-1.heic', bytes: 4 }
		]);
	});

	it('that was gone from the device when the sender said yes is refused, and the rest stay', async () => {
		const { made } = files();
		const photo = new File(['heic'], 'IMG_1.HEIC', { type: 'image/heic' });
		photo.arrayBuffer = () => Promise.reject(new Error('NotReadableError'));
		await made.add([document(), photo]);
		await made.keep(made.held[0]!);
		expect(made.refused).toEqual([{ known: 'IMG_1.HEIC', code: 'unreadable' }]);
		expect(made.count).toBe(1);
	});

	it('is counted over all messages: ten files and fifty megabytes a tip', async () => {
		const { made } = files({ before: Array.from({ length: 9 }, () => ({ bytes: 10 })) });
		await made.add([document(), document()]);
		expect([made.count, made.total.count]).toEqual([1, 10]);
		expect(made.refused).toEqual([{ known: 'a.pdf', code: 'too_many' }]);
		const full = files({ before: [{ bytes: 50 * 1024 * 1024 - 11 }] }).made;
		await full.add([document()]);
		expect(full.refused).toEqual([{ known: 'a.pdf', code: 'too_large' }]);
	});

	it('is named by its number among all that the tip has, and no longer kept here once it arrived', async () => {
		const { made } = files({ before: [{ bytes: 10 }, { bytes: 10 }] });
		await made.add([document()]);
		const first = await made.send(way());
		expect(first.refs[0]!.name).toBe('tep-3.pdf'.replace('pdf', 'bin'));
		await made.add([document()]);
		made.delivered(first.files);
		expect([made.count, made.total.count]).toEqual([1, 4]);
		expect((await made.send(way('new work'))).refs[0]!.name).toBe('tep-4.bin');
	});

	it('goes out anew when officers have replaced the key of the room', async () => {
		const { made, sent } = files();
		await made.add([document()]);
		await made.send(way());
		await made.send(way('proof', 'age1pq1new'));
		expect(sent).toHaveLength(6);
	});

	it('is weighed for the message that names it, byte by byte as it will be told', async () => {
		const { made } = files();
		expect(made.told).toBe(0);
		await made.add([
			new File([new Uint8Array(4)], 'a.pdf'),
			new File([new Uint8Array(3)], 'b.pdf')
		]);
		const { refs } = await made.send(way());
		const real = refs.map((ref) => ({
			...ref,
			parts: ref.parts.map(({ id }) => ({ id, sha256: ' '.repeat(64) }))
		}));
		expect(made.told).toBe(JSON.stringify({ parts: real }).length);
	});

	it('warns of what a recording, a document or a photo nobody could redraw still tells', () => {
		expect(warnsOf({ kind: 'file', type: 'audio/mpeg' })).toBe('recording');
		expect(warnsOf({ kind: 'file', type: 'application/pdf' })).toBe('document');
		expect(warnsOf({ kind: 'file', type: 'image/heic' })).toBe('photo');
		expect(warnsOf({ kind: 'redrawn', type: 'image/jpeg' })).toBeNull();
	});
});
