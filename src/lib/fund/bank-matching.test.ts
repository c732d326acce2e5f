import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { BankEntry, BankLeft, BankLine, BankPair, MatchArgs } from './bank-fund.ts';
import { BankMatching } from './bank-matching.svelte.ts';

const line = (id: string, amount: number, over: Partial<BankLine> = {}): BankLine => ({
	...{ id, day: '2026-11-05', amount, text: '', reference: null },
	...over
});
const entry = (id: string, amount: number, over: Partial<BankEntry> = {}): BankEntry => ({
	...{ id, day: '2026-11-05', amount, text: '', number: null, kind: 'gift', reverses: null },
	...over
});

type Answer = () => Promise<{ until: string | null }>;
async function board(left: BankLeft, answer: Answer = async () => ({ until: null })) {
	const sent: BankPair[][] = [];
	const asked = { times: 0 };
	const matching = new BankMatching({
		left: async () => {
			asked.times++;
			return left;
		},
		match: ({ pairs }: MatchArgs) => {
			sent.push(pairs as BankPair[]);
			return answer();
		}
	});
	await matching.load();
	return { matching, sent, asked };
}
const none = { line: null, entry: null, line_back: null, entry_back: null };

describe('a treasurer who matches', () => {
	const left = {
		lines: [line('a', 500), line('b', -70), line('c', 70)],
		entries: [entry('1', 500, { day: '2026-11-01' }), entry('2', 500), entry('3', 70)]
	};

	it('sees for the first line what it could be, the suggestion first and chosen', async () => {
		const { matching } = await board(left);
		expect(matching.line?.id).toBe('a');
		expect(matching.choices.map(({ value }) => value)).toEqual(['2', '1']);
		expect(matching.choice).toBe('2');
	});

	it('goes on to the next line after each match, and sends nothing that was not chosen', async () => {
		const { matching, sent } = await board(left);
		expect(await matching.match()).toBe(true);
		expect(sent).toEqual([[{ ...none, line: 'a', entry: '2' }]]);
		expect(matching.line?.id).toBe('b');
		// No entry is of its amount; the line that took it back is offered, and chosen by nobody but them.
		expect(matching.choices.map(({ value }) => value)).toEqual(['c']);
		expect(matching.choice).toBeNull();
		expect(await matching.match()).toBe(false);
		matching.choose('c');
		expect(await matching.match()).toBe(true);
		expect(sent[1]).toEqual([{ ...none, line: 'b', line_back: 'c' }]);
		expect(matching.lines).toEqual([]);
		expect(await matching.match()).toBe(false);
	});

	it('may choose another entry than the suggested one, which is forgotten with the line', async () => {
		const { matching, sent } = await board(left);
		matching.choose('1');
		expect(matching.choice).toBe('1');
		matching.look('c');
		expect(matching.choice).toBe('3');
		matching.look('a');
		expect(matching.choice).toBe('2');
		matching.choose('1');
		await matching.match();
		expect(sent[0]![0]).toMatchObject({ line: 'a', entry: '1' });
	});

	it('matches at once only what leaves no doubt', async () => {
		const twins = {
			lines: [line('a', 500), line('b', 500), line('c', 70)],
			entries: [entry('1', 500), entry('2', 500), entry('3', 70)]
		};
		const { matching, sent } = await board(twins);
		expect(matching.sure.map((one) => one.line)).toEqual(['c']);
		expect(await matching.matchSure()).toBe(true);
		expect(sent).toEqual([[{ ...none, line: 'c', entry: '3' }]]);
		expect(matching.lines.map(({ id }) => id)).toEqual(['a', 'b']);
	});

	it('who was slower than a colleague is told, and sees what waits now', async () => {
		const { matching, asked } = await board(left, async () => {
			throw new Problem({ code: 'already_matched', status: 409 });
		});
		expect(await matching.match()).toBe(false);
		expect(matching.failed).toMatchObject({ code: 'already_matched' });
		expect(asked.times).toBe(2);
	});

	it('presses twice on a slow line, and one match is sent', async () => {
		let answered = () => {};
		const { matching, sent } = await board(
			left,
			() => new Promise((resolve) => (answered = () => resolve({ until: null })))
		);
		const first = matching.match();
		expect(await matching.match()).toBe(false);
		answered();
		expect(await first).toBe(true);
		expect(sent).toHaveLength(1);
	});

	it('chooses for the next line while the first is on its way, and that choice stays', async () => {
		const line = Promise.withResolvers<{ until: null }>();
		const { matching } = await board(
			{
				lines: [...left.lines, { ...left.lines[0]!, id: 'd', amount: 90 }],
				entries: [...left.entries, entry('4', 90), entry('5', 90, { day: '2026-10-01' })]
			},
			() => line.promise
		);
		const first = matching.match();
		matching.look('d');
		matching.choose('5');
		line.resolve({ until: null });
		expect(await first).toBe(true);
		expect([matching.line?.id, matching.choice]).toEqual(['d', '5']);
		expect(matching.lines.map(({ id }) => id)).toEqual(['b', 'c', 'd']);
	});
});
