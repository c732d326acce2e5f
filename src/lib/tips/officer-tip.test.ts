import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import * as cipher from '#lib/sealed/cipher.ts';
import { SealedError, fromBase64, toBase64 } from '#lib/sealed/index.ts';
import { TipError } from './officer-problem.ts';
import { at, caseId, now, story, type Story } from './officer-story.ts';
import { OpenedTip } from './officer-tip.svelte.ts';

const open = async ({ officers, server, desks }: Story, who = 0) => {
	const holder = officers[who]!;
	const tip = new OpenedTip({ door: server.door(holder), desks, now, cipher: async () => cipher });
	await tip.show(caseId, holder);
	return tip;
};
const said = (tip: OpenedTip) =>
	tip.reading!.entries.slice(2).map((entry) => {
		if (entry.damaged) return entry.damaged;
		const { kind, content } = entry.envelope;
		return kind === 'rekey' ? 'rekey' : (content as { text: string }).text;
	});

/** The sender's own browser, as far as a thread is concerned. */
async function asSender({ sender, server, officers }: Story) {
	const own = server.secrets.filter(({ verify }) => verify === null);
	const thread = await cipher.openThread({
		tip: server.tip,
		items: server.items.map((item) => ({ ...item, sealed: fromBase64(item.sealed) })),
		secrets: await Promise.all(
			own.map(({ sealed }) => cipher.openSecret(fromBase64(sealed), sender.identity))
		),
		self: sender,
		officerOf: (_, verify) => officers.some(({ signer }) => signer.verify === verify),
		complete: true
	});
	const answer = async (text: string) => {
		const next = { kind: 'message', dir: 'in', list: 3, at, content: { text } } as const;
		const sealed = toBase64(await cipher.sealNext(thread, next, sender.signer));
		server.items = [...server.items, { seq: thread.seq + 1, epoch: server.epoch, at, sealed }];
	};
	return { thread, answer };
}

describe('an officer with a sealed tip', () => {
	it('reads what the sender wrote, asks, and the sender reads it and answers', async () => {
		const scene = await story();
		const tip = await open(scene);
		expect(tip.reading?.body?.answers[0]?.a).toBe('Tối nào cũng tụ tập.');
		expect(await tip.say('Ở nhà nào?', true)).toBe(true);
		const { thread, answer } = await asSender(scene);
		expect(thread.entries.at(-1)).toMatchObject({ envelope: { content: { question: true } } });
		await answer('Nhà cuối xóm.');
		await tip.refresh();
		expect(said(tip)).toEqual(['Ở nhà nào?', 'Nhà cuối xóm.']);
	});

	it('seals and signs again when another was first, so that both replies arrive in order', async () => {
		const scene = await story();
		const [one, other] = [await open(scene), await open(scene, 1)];
		scene.server.before = async () => {
			await other.say('Tôi trả lời trước', false);
		};
		expect(await one.say('Tôi cũng trả lời', false)).toBe(true);
		expect(said(one)).toEqual(['Tôi trả lời trước', 'Tôi cũng trả lời']);
		expect((await asSender(scene)).thread.entries).toHaveLength(4);
	});

	it('sends the same sealed words again after a lost answer, and they arrive once', async () => {
		const scene = await story();
		const tip = await open(scene);
		scene.server.lost = true;
		await expect(tip.say('Đã nhận tin', false)).rejects.toThrow(Problem);
		expect(await tip.say('Đã nhận tin', false)).toBe(true);
		expect(said(tip)).toEqual(['Đã nhận tin']);
	});

	it('says so when an earlier reply had arrived although its answer was lost, before other words follow it', async () => {
		const scene = await story();
		const tip = await open(scene);
		scene.server.lost = true;
		await expect(tip.say('Đã nhận tin', false)).rejects.toThrow();
		await expect(tip.say('Đã nhận tin của ông/bà', false)).rejects.toMatchObject({
			code: 'arrived'
		});
		expect(said(tip)).toEqual(['Đã nhận tin']);
	});

	it('writes notes that the other members read and the sender cannot open', async () => {
		const scene = await story();
		const [one, other] = [await open(scene), await open(scene, 1)];
		await one.note('Hỏi thêm công an thôn');
		await other.note('Tôi đã hỏi');
		await one.refresh();
		expect(one.reading?.notes.map((note) => note.said?.text)).toEqual([
			'Hỏi thêm công an thôn',
			'Tôi đã hỏi'
		]);
		expect(scene.server.commands.filter((name) => name === 'notesKey')).toHaveLength(1);
		const keys = scene.server.secrets.filter(({ room }) => room === 'D');
		expect(keys).toHaveLength(2);
		for (const { sealed } of [...keys, ...scene.server.notes])
			await expect(cipher.openSecret(fromBase64(sealed), scene.sender.identity)).rejects.toThrow(
				'cannot_open'
			);
	});

	it('takes the key of the notes that another made at the same moment', async () => {
		const scene = await story();
		const [one, other] = [await open(scene), await open(scene, 1)];
		scene.server.before = async () => {
			await other.note('Trước');
		};
		expect(await one.note('Sau')).toBe(true);
		expect(one.reading?.notes.map((note) => note.said?.text)).toEqual(['Trước', 'Sau']);
	});

	it('writes no note with a key that only the server knows the maker of', async () => {
		const scene = await story();
		const { identity } = await cipher.newRoom();
		const stranger = await cipher.newHolder();
		const planted = { tip: scene.server.tip, epoch: 1, identity, list: 3 };
		for (const { recipient, signer } of scene.officers)
			scene.server.secrets.push({
				room: 'D',
				epoch: 1,
				verify: signer.verify,
				sealed: toBase64(await cipher.sealNotesSecret(planted, stranger.signer, recipient))
			});
		const tip = await open(scene);
		await expect(tip.note('Bí mật')).rejects.toEqual(new TipError('notes_unproven'));
		expect(scene.server.notes).toEqual([]);
	});
});

describe('who holds the key of a tip', () => {
	it('replaces the key by itself when somebody who left still holds it, and they read nothing after', async () => {
		const scene = await story(3);
		const left = scene.officers[2]!;
		const before = await open(scene, 2);
		await before.say('Tôi sắp chuyển công tác', false);
		scene.server.members[2]!.due = true;
		const tip = await open(scene);
		expect(tip.key).toBe('replaced');
		await tip.say('Chỉ còn hai người', false);
		expect(said(tip)).toEqual(['Tôi sắp chuyển công tác', 'rekey', 'Chỉ còn hai người']);
		for (const { sealed } of scene.server.secrets.filter(({ epoch }) => epoch === 2))
			await expect(cipher.openSecret(fromBase64(sealed), left.identity)).rejects.toThrow();
		expect(scene.server.members).toHaveLength(2);
		const { thread } = await asSender(scene);
		expect(thread.entries.filter((entry) => 'damaged' in entry)).toEqual([]);
	});

	it('gives a newcomer every key, so that they read from the first word, notes too', async () => {
		const scene = await story(3);
		const newcomer = scene.officers[2]!.signer.verify;
		const tip = await open(scene);
		await tip.note('Ghi chú đầu');
		await tip.remove(newcomer);
		await tip.note('Ghi chú sau');
		await expect(open(scene, 2)).resolves.toMatchObject({ reading: null });
		await tip.grant(newcomer);
		const theirs = await open(scene, 2);
		expect(theirs.reading?.body?.category).toBe('gambling');
		expect(theirs.reading?.notes.map((note) => note.said?.text)).toEqual([
			'Ghi chú đầu',
			'Ghi chú sau'
		]);
	});

	it('hands the tip to the proven list of another unit and to nobody else', async () => {
		const scene = await story(2);
		const tip = await open(scene, 1);
		await tip.note('Ghi chú của nơi cũ');
		await tip.move('21451');
		expect(scene.server.unit).toBe('21451');
		expect(scene.server.members).toEqual([
			{ verify: scene.officers[0]!.signer.verify, due: false }
		]);
		const theirs = await open(scene);
		await theirs.say('Nơi mới đã nhận', false);
		expect(said(theirs)).toEqual(['rekey', 'Nơi mới đã nhận']);
		expect(theirs.reading?.notes[0]?.said?.text).toBe('Ghi chú của nơi cũ');
	});

	it('writes to no room that the thread itself does not name', async () => {
		const scene = await story();
		const tip = await open(scene);
		const room = await cipher.newRoom();
		const planted = { tip: scene.server.tip, epoch: 2, room: 'T' as const, identity: room.identity };
		const { recipient, signer } = scene.officers[0]!;
		const sealed = toBase64(await cipher.sealSecret(planted, recipient));
		scene.server.secrets.push({ room: 'T', epoch: 2, verify: signer.verify, sealed });
		scene.server.epoch = 2;
		await tip.refresh();
		await expect(tip.say('Ai đọc được?', false)).rejects.toEqual(new TipError('not_proven'));
		expect(scene.server.items).toHaveLength(2);
	});

	it('stops writing while no list can be proven; the text can still be read', async () => {
		const scene = await story();
		scene.desks.failed = new SealedError('list_expired');
		const tip = await open(scene);
		expect(tip.reading?.body?.category).toBe('gambling');
		expect(tip.reading?.deskFailed).toEqual(new SealedError('list_expired'));
		await expect(tip.say('Có ai không?', false)).rejects.toEqual(new TipError('no_list'));
	});
});

describe('what stays in memory', () => {
	it('is forgotten when the keys are locked', async () => {
		const tip = await open(await story());
		tip.wipe();
		expect(tip.reading).toBeNull();
		expect(await tip.say('Không gửi được nữa', false)).toBe(false);
	});

	it('an officer who is no member finds no tip', async () => {
		const scene = await story();
		scene.server.members = [];
		expect((await open(scene)).failed).toMatchObject({ code: 'not_found' });
	});

	it('asks again before a decision when somebody else decided meanwhile', async () => {
		const scene = await story();
		const [one, other] = [await open(scene), await open(scene, 1)];
		await other.classify('crime');
		await expect(one.classify('other')).rejects.toMatchObject({ code: 'stale' });
		expect(await one.classify('crime')).toBe(true);
	});
});
