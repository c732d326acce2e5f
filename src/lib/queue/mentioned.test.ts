import { describe, expect, it } from 'vitest';
import { wholeHistoryOf } from './history.ts';
import { Mentioned } from './mentioned.svelte.ts';
import type { WholeCase } from './queue.ts';
import type { Mention, mentions } from './replies-queue.ts';

const note = (id: string) => ({ note: id }) as unknown as Mention;
type Page = Awaited<ReturnType<typeof mentions>>;
const page = (rows: string[], next: string | null, unread = 1) =>
	({ rows: rows.map(note), next: next && { at: 'then', note: next }, unread }) as unknown as Page;

describe('notes that call an officer by name', () => {
	it('are read page after page, and what came meanwhile is shown once', async () => {
		const answers = [page(['c', 'b'], 'b'), page(['b', 'a'], null)];
		const list = new Mentioned(async () => answers.shift()!);
		await list.load();
		expect(list.more).toBe(true);
		await list.showMore();
		expect(list.rows.map(({ note }) => note)).toEqual(['c', 'b', 'a']);
		expect(list.more).toBe(false);
	});

	it('stay in sight when the line breaks', async () => {
		let broken = false;
		const list = new Mentioned(async () => {
			if (broken) throw new TypeError('offline');
			return page(['a'], null);
		});
		await list.load();
		broken = true;
		await list.load();
		expect(list.failed).toBeInstanceOf(TypeError);
		expect(list.rows).toHaveLength(1);
		expect(list.busy).toBe(false);
	});
});

describe('the story of a case with another merged into it', () => {
	const officer = { id: 'o', name: 'Lê Thị Minh Họa' };
	const event = (code: string, at: string, data = {}) => ({
		...{ id: at, at, code, officer, by: 'officer', data, body: null, visible_to_citizen: false }
	});
	const whole = {
		row: { kind: 'home_visit' },
		events: [event('tick', '2026-11-23T03:00:00Z', { item: 'k' })],
		notes: [],
		aids: { checks: [{ id: 'k', label: 'Hỏi lại địa chỉ' }], drafts: [] },
		kin: {
			links: [
				{
					case: { reference: 'ĐN-26-0002' },
					events: [event('confirm', '2026-11-23T02:00:00Z')],
					notes: [{ id: 'n', at: '2026-11-23T04:00:00Z', officer, body: 'Nghe kém' }]
				}
			]
		}
	} as unknown as WholeCase;

	it('is one line of time, what was said of the other under its number, a tick with its words', () => {
		const told = wholeHistoryOf(whole);
		expect(told.map(({ title, by }) => [title, by])).toEqual([
			['Ghi chú nội bộ', 'Lê Thị Minh Họa · ĐN-26-0002'],
			['Đánh dấu việc đã làm', 'Lê Thị Minh Họa'],
			['Xác nhận lịch', 'Lê Thị Minh Họa · ĐN-26-0002']
		]);
		expect(told[1]?.body).toBe('Hỏi lại địa chỉ');
	});
});
