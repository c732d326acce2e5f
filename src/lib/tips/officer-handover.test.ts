import { Decrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { HandOver } from './officer-handover.svelte.ts';
import { TipError } from './officer-problem.ts';
import { asSender, open } from './officer-scene.ts';
import { caseId, story } from './officer-story.ts';

/** The words of the archive, as the other agency's age tool gives them out. */
async function opened({ made }: HandOver): Promise<string> {
	const decrypter = new Decrypter();
	decrypter.addPassphrase(made!.code);
	return new TextDecoder().decode(await decrypter.decrypt(made!.file));
}

describe('a tip that becomes an investigation', () => {
	it('goes along whole, with thread and notes, and is erased with a certificate', async () => {
		const scene = await story();
		const tip = await open(scene);
		await tip.say('Ở nhà nào?', true);
		await (await asSender(scene)).answer('Nhà cuối xóm.');
		await tip.note({ text: 'Hỏi thêm công an thôn' });
		const leaving = new HandOver(tip);
		await leaving.make();
		const words = await opened(leaving);
		for (const said of ['Tối nào cũng tụ tập.', 'Ở nhà nào?', 'Nhà cuối xóm.', 'Hỏi thêm công an'])
			expect(words).toContain(said);
		expect(leaving.made).toMatchObject({ name: 'TB-26-000001.tar.age', missing: 0 });
		expect(await leaving.end()).toBe(true);
		expect(scene.server.commands.slice(-2)).toEqual(['close', 'erase']);
		expect(leaving.certificate).toMatchObject({ backups_forget_by: '2026-12-28' });
		expect(leaving.made).toBeNull();
	});

	it('is neither ended nor erased while the sender has written something that the export lacks', async () => {
		const scene = await story();
		const tip = await open(scene);
		const leaving = new HandOver(tip);
		await leaving.make();
		await (await asSender(scene)).answer('Tôi nhớ thêm.');
		scene.server.version++;
		await expect(leaving.end()).rejects.toMatchObject({ code: 'stale' });
		await expect(leaving.end()).rejects.toEqual(new TipError('export_old'));
		expect(scene.server.state).toBe('opened');
		await leaving.make();
		expect(await opened(leaving)).toContain('Tôi nhớ thêm.');
		expect(await leaving.end()).toBe(true);
	});

	it('is not erased over a note that another member wrote meanwhile', async () => {
		const scene = await story();
		const [one, other] = [await open(scene), await open(scene, 1)];
		const leaving = new HandOver(one);
		await leaving.make();
		await other.note({ text: 'Đợi đã' });
		await expect(leaving.end()).rejects.toEqual(new TipError('export_old'));
		expect(scene.server.commands).not.toContain('erase');
		await leaving.make();
		expect(await leaving.end()).toBe(true);
	});

	it('is not erased over a note that came after the last look', async () => {
		const scene = await story();
		const [one, other] = [await open(scene), await open(scene, 1)];
		await other.note({ text: 'Đã có khóa ghi chú' });
		await one.refresh();
		const leaving = new HandOver(one);
		await leaving.make();
		scene.server.before = async () => {
			// Before the erasure, not before the tip ends.
			scene.server.before = () => other.note({ text: 'Vào phút cuối' }).then(() => undefined);
		};
		await expect(leaving.end()).rejects.toEqual(new TipError('export_old'));
		expect(scene.server.commands).not.toContain('erase');
		expect(leaving.made).toBeNull();
		await leaving.make();
		expect(await opened(leaving)).toContain('Vào phút cuối');
		expect(await leaving.end()).toBe(true);
	});

	it('is erased once although the answer was lost', async () => {
		const scene = await story();
		const leaving = new HandOver(await open(scene));
		await leaving.make();
		scene.server.before = async () => {
			scene.server.before = async () => void (scene.server.lost = true);
		};
		await expect(leaving.end()).rejects.toThrow(Problem);
		expect(leaving.certificate).toBeNull();
		expect(await leaving.end()).toBe(true);
		expect(scene.server.commands.filter((name) => name === 'erase')).toHaveLength(1);
	});

	it('says which attachments the server could not give', async () => {
		const scene = await story();
		const tip = await open(scene);
		const entry = tip.reading!.entries[1]!;
		const ref = { name: 'Ảnh 1', type: 'image/jpeg', bytes: 9, kind: 'redrawn', parts: [] };
		const lost = { ...ref, parts: [{ id: caseId, sha256: 'ab'.repeat(32) }] };
		if (!entry.damaged) (entry.envelope.content as { parts: object[] }).parts.push(lost);
		const leaving = new HandOver(tip);
		await leaving.make();
		expect(leaving.made?.missing).toBe(1);
		expect(await opened(leaving)).toContain('Ảnh 1');
	});
});
