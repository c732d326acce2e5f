import { describe, expect, it } from 'vitest';
import * as cipher from '#lib/sealed/cipher.ts';
import { SealedError, fromBase64, toBase64 } from '#lib/sealed/index.ts';
import { TipError } from './officer-problem.ts';
import { asSender, open, said } from './officer-scene.ts';
import { story } from './officer-story.ts';

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
		await tip.note({ text: 'Ghi chú đầu' });
		await tip.remove(newcomer);
		await tip.note({ text: 'Ghi chú sau' });
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
		await tip.note({ text: 'Ghi chú của nơi cũ' });
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

	it('hands it to no unit whose list has run out', async () => {
		const scene = await story(2);
		const tip = await open(scene, 1);
		const before = { ...scene.server };
		scene.desks.failed = new SealedError('list_expired');
		await expect(tip.move('21451')).rejects.toEqual(new SealedError('list_expired'));
		const { unit, epoch, items, secrets } = before;
		expect(scene.server).toMatchObject({ unit, epoch, items, secrets });
		expect(items).toHaveLength(2);
	});

	it('keeps every note readable over two hand-overs, whoever wrote it', async () => {
		const scene = await story(3);
		const first = await open(scene, 2);
		await first.note({ text: 'Nơi thứ nhất' });
		await first.move('21451');
		const second = await open(scene, 0);
		await second.note({ text: 'Nơi thứ hai' });
		await second.move('21457');
		const third = await open(scene, 1);
		await third.note({ text: 'Nơi thứ ba' });
		expect(scene.server.members).toHaveLength(1);
		expect(third.reading?.notes.map((note) => note.said)).toMatchObject([
			{ text: 'Nơi thứ nhất', by: scene.officers[2]!.signer.verify },
			{ text: 'Nơi thứ hai', by: scene.officers[0]!.signer.verify },
			{ text: 'Nơi thứ ba', by: scene.officers[1]!.signer.verify }
		]);
		const { entries } = (await asSender(scene)).thread;
		expect(entries.filter((entry) => 'damaged' in entry)).toEqual([]);
	});

	it('writes to no room that the thread itself does not name', async () => {
		const scene = await story();
		const tip = await open(scene);
		const room = await cipher.newRoom();
		const planted = {
			tip: scene.server.tip,
			epoch: 2,
			room: 'T' as const,
			identity: room.identity
		};
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
