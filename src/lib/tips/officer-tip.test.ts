import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import * as cipher from '#lib/sealed/cipher.ts';
import { fromBase64, toBase64 } from '#lib/sealed/index.ts';
import { TipError } from './officer-problem.ts';
import { asSender, open, said } from './officer-scene.ts';
import { caseId, now, story } from './officer-story.ts';
import { OpenedTip } from './officer-tip.svelte.ts';

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

	it('keeps what is newer when an answer to an earlier question comes after it', async () => {
		const scene = await story();
		const holder = scene.officers[0]!;
		const door = scene.server.door(holder);
		let slow: Promise<void> | null = null;
		const open: typeof door.open = async (id) => {
			const [said, waiting] = [await door.open(id), slow];
			slow = null;
			await waiting;
			return said;
		};
		const { desks } = scene;
		const tip = new OpenedTip({ door: { ...door, open }, desks, now, cipher: async () => cipher });
		await tip.show(caseId, holder);
		const line = Promise.withResolvers<void>();
		slow = line.promise;
		const early = tip.refresh();
		await (await asSender(scene)).answer('Nhà cuối xóm.');
		await tip.refresh();
		line.resolve();
		await early;
		expect(said(tip)).toEqual(['Nhà cuối xóm.']);
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

	it('does what was pressed while something else was on its way, after it', async () => {
		const scene = await story();
		const tip = await open(scene);
		const both = await Promise.all([tip.say('Đã nhận tin', false), tip.decide.classify('other')]);
		expect(both).toEqual([true, true]);
		expect(scene.server.commands).toEqual(['say', 'classify']);
	});

	it('sends nothing of it once another tip is open', async () => {
		const scene = await story();
		const tip = await open(scene);
		const pressed = [tip.say('Đã nhận tin', false), tip.say('Chờ chút', false)];
		await tip.show(caseId, scene.officers[0]!);
		await Promise.allSettled(pressed);
		expect(said(tip)).not.toContain('Chờ chút');
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
		await one.note({ text: 'Hỏi thêm công an thôn' });
		await other.note({ text: 'Tôi đã hỏi' });
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
			await other.note({ text: 'Trước' });
		};
		expect(await one.note({ text: 'Sau' })).toBe(true);
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
		await expect(tip.note({ text: 'Bí mật' })).rejects.toEqual(new TipError('notes_unproven'));
		expect(scene.server.notes).toEqual([]);
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
		await other.decide.classify('crime');
		await expect(one.decide.classify('other')).rejects.toMatchObject({ code: 'stale' });
		expect(await one.decide.classify('crime')).toBe(true);
	});
});
