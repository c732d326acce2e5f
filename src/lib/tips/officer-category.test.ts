import { describe, expect, it } from 'vitest';
import { exportText } from './officer-export-text.ts';
import { categoryOfOfficers } from './officer-notes.ts';
import { asSender, open } from './officer-scene.ts';
import { caseId, story } from './officer-story.ts';
import { OpenedTexts } from './officer-texts.svelte.ts';

/** The sender chose gambling. */
async function category(set: readonly string[]) {
	const scene = await story();
	const tip = await open(scene);
	for (const [n, one] of set.entries())
		await tip.note({ text: n ? `Lần ${n + 1}` : '', category: one });
	return { scene, tip, ours: () => categoryOfOfficers(tip.reading!.notes) };
}

describe('what officers take a tip for', () => {
	it('is the category that was set last, and every member reads who set it', async () => {
		const { scene, tip, ours } = await category(['loan_sharks', 'drugs']);
		expect(ours()).toMatchObject({ category: 'drugs', by: tip.me });
		const other = await open(scene, 1);
		expect(categoryOfOfficers(other.reading!.notes)).toEqual(ours());
		expect(tip.reading!.body?.category).toBe('gambling');
	});

	it('is nothing while nobody set any, or wrote other notes', async () => {
		const { tip, ours } = await category([]);
		await tip.note({ text: 'Ma túy?' });
		expect(ours()).toBeNull();
	});

	it('stays when a note of another kind comes after it, and under a new key', async () => {
		const { scene, tip, ours } = await category(['drugs']);
		await tip.note({ text: 'Đã hỏi công an thôn' });
		await tip.remove(scene.officers[1]!.signer.verify);
		await tip.note({ text: 'Sau khi thay khóa' });
		expect(ours()).toMatchObject({ category: 'drugs' });
	});

	it('is known to the server as a note among notes, and to the sender not at all', async () => {
		const { scene, tip } = await category(['drugs']);
		await tip.note({ text: 'Hỏi thêm' });
		const [set, plain] = scene.server.notes;
		expect(Object.keys(set!)).toEqual(Object.keys(plain!));
		expect(set!.sealed).toHaveLength(plain!.sealed.length);
		expect(scene.server.commands).toEqual(['notesKey', 'note', 'note']);
		expect(JSON.stringify((await asSender(scene)).thread.entries)).not.toContain('drugs');
	});

	it('is not what the server makes of it: a note that proves nothing counts for nothing', async () => {
		const { scene, tip, ours } = await category(['drugs', 'theft']);
		const [first, last] = scene.server.notes;
		scene.server.notes = [first!, { ...last!, sealed: first!.sealed.slice(0, -8) + 'AAAAAAA=' }];
		await tip.refresh();
		expect(tip.reading!.notes[1]!.said).toBeNull();
		expect(ours()).toMatchObject({ category: 'drugs' });
	});

	it('is found by the search until the keys are locked, and stands in the export beside what the sender chose', async () => {
		const { tip } = await category(['loan_sharks', 'drugs']);
		const opened = new OpenedTexts();
		opened.keep(tip.reading!);
		expect(opened.texts[caseId]).toContain('ma tuy');
		expect(opened.texts[caseId]).not.toContain('lai nang');
		const words = exportText(tip.reading!, []);
		expect(words).toMatch(/^TB-26-000001, Ma túy/);
		expect(words).toContain('Người gửi chọn: Đánh bạc');
		expect(words).toContain('Lần 2');
	});
});
