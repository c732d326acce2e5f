/** Files that a sender sends with a later message; how they are drawn and cut is told in the room that knows files. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { Message, PartRef } from '#lib/sealed/cipher.ts';
import type { TipFiles, Way } from './tip-files.ts';
import { lost, serve, type Server } from './tip-story.ts';

const refused = (code: string) => new Problem({ code, status: 409 });
const uuid = (n: number) => `6f1c2c1e-6f1b-4c9e-9a55-${String(n).padStart(12, '0')}`;

/** Files of one part each; `breaks` are what the next sendings end with. */
class Files implements TipFiles {
	ids: string[];
	held: unknown[] = [];
	ways: Way[] = [];
	forgotten = false;
	constructor(
		ids: string[],
		public breaks: Error[] = []
	) {
		this.ids = ids;
	}
	get told() {
		return this.ids.length * 220;
	}
	async send(way: Way) {
		this.ways.push(way);
		const problem = this.breaks.shift();
		if (problem) throw problem;
		const refs = this.ids.map((name, at): PartRef => {
			const parts = [{ id: uuid(this.ways.length * 100 + at), sha256: 'ab'.repeat(32) }];
			return { name, type: 'image/jpeg', bytes: 9, kind: 'redrawn', parts };
		});
		const ids = refs.flatMap(({ parts }) => parts.map(({ id }) => id));
		return { refs, ids, files: [...this.ids] };
	}
	delivered(files: readonly string[]) {
		this.ids = this.ids.filter((id) => !files.includes(id));
	}
	forget() {
		this.forgotten = true;
	}
}

let server: Server;
beforeEach(async () => {
	server = await serve();
});
async function openWith(files: Files, text = '') {
	const tip = await server.open();
	tip.next.attach(files);
	tip.draft = text;
	return tip;
}
const partsSaid = (at = 0) => server.said.at(at)!.item.parts;
const proofs = (files: Files) => files.ways.map(({ proof }) => proof);

describe('a sender who comes back with a photo', () => {
	it('sends it with words or alone; the signed message says what came', async () => {
		const files = new Files(['anh-1.jpg', 'anh-2.jpg']);
		const tip = await openWith(files, 'Thêm hai ảnh.');
		expect(await tip.say()).toBe(true);
		expect([files.ids, tip.draft, server.challenges]).toEqual([[], '', 1]);
		expect(partsSaid()).toEqual([uuid(100), uuid(101)]);
		expect(tip.reading!.files.map(({ name }) => name)).toEqual(['anh-1.jpg', 'anh-2.jpg']);
		expect(tip.reading!.rows).toMatchObject([{ who: 'sender', files: 2 }]);
		files.ids = ['anh-3.jpg'];
		expect(await tip.say()).toBe(true);
		expect(server.challenges).toBe(2);
		expect(await server.heard()).toEqual(['Thêm hai ảnh.', '']);
	});

	it('seals it to the room that the thread pins, under the hash of the code and with work done for it', async () => {
		const files = new Files(['anh-1.jpg']);
		const tip = await openWith(files);
		await tip.say();
		const { recipient } = tip.reading!.thread.room!;
		expect(files.ways).toEqual([{ recipient, lookupHash: 'cd'.repeat(32), proof: 'work 1' }]);
	});

	it('asks for no work before any file is wished for', async () => {
		const tip = await server.open();
		tip.draft = 'Chỉ có lời.';
		await tip.say();
		expect([server.challenges, partsSaid()]).toEqual([0, undefined]);
	});

	it('whose line broke keeps words and files, and goes on with the same work', async () => {
		const files = new Files(['anh-1.jpg'], [lost()]);
		const tip = await openWith(files, 'Ảnh đây.');
		await expect(tip.say()).rejects.toThrow('unreachable');
		expect([tip.draft, files.ids, tip.unsure]).toEqual(['Ảnh đây.', ['anh-1.jpg'], false]);
		expect(await tip.say()).toBe(true);
		expect(proofs(files)).toEqual(['work 1', 'work 1']);
	});

	it.each(['proof_expired', 'proof_spent', 'quota_used'])(
		'does the work again by itself when the server says %s',
		async (code) => {
			const files = new Files(['anh-1.jpg'], [refused(code)]);
			await (await openWith(files)).say();
			expect(proofs(files)).toEqual(['work 1', 'work 2']);
		}
	);

	it('whose parts were swept away before the message came sends them again', async () => {
		const files = new Files(['anh-1.jpg']);
		const tip = await openWith(files, 'Hôm sau mới gửi.');
		server.refusing = ['unknown_part'];
		expect(await tip.say()).toBe(true);
		expect(proofs(files)).toEqual(['work 1', 'work 2']);
		expect(await server.heard()).toEqual(['Hôm sau mới gửi.']);
	});

	it('is not asked for work for ever: a second refusal is told', async () => {
		const files = new Files(['anh-1.jpg'], [refused('quota_used'), refused('quota_used')]);
		const tip = await openWith(files, 'Nhiều quá.');
		await expect(tip.say()).rejects.toThrow('quota_used');
		expect([tip.draft, files.ids]).toEqual(['Nhiều quá.', ['anh-1.jpg']]);
	});

	it('goes without its files, and no work is done twice, while the portal takes no more of them', async () => {
		const files = new Files(['anh-1.jpg'], [refused('files_full')]);
		const tip = await openWith(files, 'Tệp gửi sau.');
		await expect(tip.say()).rejects.toThrow('files_full');
		expect([proofs(files), tip.draft, files.ids]).toEqual([
			['work 1'],
			'Tệp gửi sau.',
			['anh-1.jpg']
		]);
		files.ids = [];
		expect(await tip.say()).toBe(true);
		expect(await server.heard()).toEqual(['Tệp gửi sau.']);
	});

	it('sends it once, when the answer was lost', async () => {
		const files = new Files(['anh-1.jpg']);
		const tip = await openWith(files, 'Ảnh đây.');
		server.losing = 1;
		await expect(tip.say()).rejects.toThrow('unreachable');
		expect([tip.unsure, files.ids]).toEqual([true, ['anh-1.jpg']]);
		expect(await tip.say()).toBe(true);
		expect(server.said[1]).toEqual(server.said[0]);
		expect([files.ids, files.ways.length]).toEqual([[], 1]);
	});

	it('who takes a photo out after a lost answer is told that it had gone', async () => {
		const files = new Files(['anh-1.jpg', 'anh-2.jpg']);
		const tip = await openWith(files);
		server.losing = 1;
		await expect(tip.say()).rejects.toThrow();
		files.ids = ['anh-2.jpg'];
		expect(await tip.say()).toBe(false);
		expect(tip.reading!.files).toHaveLength(2);
	});

	it('who writes while an officer replaces the key sends files to the new room alone', async () => {
		const files = new Files(['anh-1.jpg']);
		const tip = await openWith(files, 'Ảnh đây.');
		const old = tip.reading!.thread.room!.recipient;
		await server.rekey();
		expect(await tip.say()).toBe(true);
		const [first, second] = files.ways.map(({ recipient }) => recipient);
		expect([first, second === old]).toEqual([old, false]);
		expect(partsSaid(-1)).toEqual([uuid(200)]);
		expect(
			tip.reading!.files.flatMap((ref: NonNullable<Message['parts']>[number]) => ref.parts)
		).toEqual([expect.objectContaining({ id: uuid(200) })]);
	});

	it('is stopped before anything goes out where the message has no room to name all files', async () => {
		const files = new Files(Array.from({ length: 16 }, (_, at) => `anh-${at}.jpg`));
		const tip = await openWith(files);
		await expect(tip.say()).rejects.toThrow('too_long');
		expect([files.ways, server.said]).toEqual([[], []]);
	});

	it('leaves nothing when they leave', async () => {
		const files = new Files(['anh-1.jpg']);
		const tip = await openWith(files, 'Chưa gửi.');
		tip.forget();
		expect([files.forgotten, tip.next.files, tip.draft]).toEqual([true, null, '']);
	});
});
