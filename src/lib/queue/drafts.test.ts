import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Drafts } from './drafts.svelte.ts';
import type { WholeCase } from './queue.ts';
import type { SaveDraft } from './replies-queue.ts';

type Sent = Parameters<SaveDraft>[0];

/** A desk whose clock rings when the test says so. */
function desk(answer: (sent: Sent) => Partial<Awaited<ReturnType<SaveDraft>>> = () => ({})) {
	const sent: Sent[] = [];
	const waiting = new Map<number, () => Promise<void>>();
	let last = 0;
	const drafts = new Drafts(
		async (args) => {
			sent.push(args);
			return { at: `2026-11-25T0${sent.length}:00:00Z`, replaced: false, ...answer(args) };
		},
		{
			set: (run) => (waiting.set(++last, run), last),
			clear: (timer) => void waiting.delete(timer as number)
		}
	);
	return {
		drafts,
		sent,
		async rest() {
			const rung = [...waiting.values()].map((run) => run());
			waiting.clear();
			await Promise.all(rung);
		}
	};
}
const whole = (drafts: WholeCase['aids']['drafts']) =>
	({ row: { id: 'a' }, aids: { checks: [], drafts } }) as unknown as WholeCase;

describe('what an officer types', () => {
	it('is kept once when the hand rests, not with every letter', async () => {
		const { drafts, sent, rest } = desk();
		for (const body of ['N', 'Nh', 'Nhà']) drafts.typed('a', 'note', body);
		await rest();
		expect(sent.map(({ body }) => body)).toEqual(['Nhà']);
		expect(drafts.state('a', 'note')).toMatchObject({ failed: false, replaced: false });
	});

	it('comes back as the server had it, and is not sent again unchanged', async () => {
		const { drafts, sent, rest } = desk();
		const there = { form: 'note' as const, body: 'Nhà có chó', at: '2026-11-25T00:00:00Z' };
		expect(drafts.found(whole([there]), 'note')?.body).toBe('Nhà có chó');
		drafts.typed('a', 'note', 'Nhà có chó');
		await rest();
		expect(sent).toEqual([]);
		drafts.typed('a', 'note', 'Nhà có chó dữ');
		await rest();
		expect(sent).toMatchObject([{ body: 'Nhà có chó dữ', known: there.at }]);
	});

	it('is forgotten when the field is emptied', async () => {
		const { drafts, sent, rest } = desk();
		drafts.typed('a', 'note', 'Nhà');
		await rest();
		drafts.typed('a', 'note', '');
		await rest();
		expect(sent.map(({ body }) => body)).toEqual(['Nhà', '']);
		expect(drafts.found(whole([]), 'note')).toBeNull();
	});

	it('does not rise again after it was sent', async () => {
		const { drafts, sent, rest } = desk();
		drafts.typed('a', 'note', 'Nhà');
		expect(await drafts.sending('a', 'note', async () => true)).toBe(true);
		await rest();
		expect(sent).toEqual([]);
		expect(drafts.found(whole([]), 'note')).toBeNull();
	});

	it('is kept when it was refused, and left alone while nobody knows whether it arrived', async () => {
		const refused = desk();
		const no = new Problem({ code: 'not_allowed', status: 409 });
		refused.drafts.typed('a', 'note', 'Nhà');
		await expect(refused.drafts.sending('a', 'note', () => Promise.reject(no))).rejects.toBe(no);
		await refused.drafts.flush('a', 'note');
		expect(refused.sent.map(({ body }) => body)).toEqual(['Nhà']);
		const lost = desk();
		const gone = new Problem({ code: 'timeout', status: 0, offline: true });
		lost.drafts.typed('a', 'note', 'Nhà');
		await expect(lost.drafts.sending('a', 'note', () => Promise.reject(gone))).rejects.toBe(gone);
		expect(lost.sent).toEqual([]);
	});

	it('says that another window had written, and that a line failed', async () => {
		const twice = desk(() => ({ replaced: true }));
		twice.drafts.typed('a', 'note', 'Nhà');
		await twice.rest();
		expect(twice.drafts.state('a', 'note')?.replaced).toBe(true);
		const gone = desk(() => {
			throw new TypeError('offline');
		});
		gone.drafts.typed('a', 'note', 'Nhà');
		await gone.rest();
		expect(gone.drafts.state('a', 'note')?.failed).toBe(true);
		gone.drafts.typed('a', 'note', 'Nhà có');
		await gone.rest();
		expect(gone.sent.map(({ body }) => body)).toEqual(['Nhà', 'Nhà có']);
	});
});
