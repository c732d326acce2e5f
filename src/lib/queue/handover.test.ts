import { describe, expect, it, vi } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { Handover, Line } from './handover-queue.ts';
import { groupsOf, HandingOver, type HandoverVerbs } from './handover.svelte.ts';

const line = (id: string, marks: Line['marks'], body: string | null = null): Line =>
	({ row: { id }, marks, line: body === null ? null : { body } }) as Line;
const page = (digest: string, more: Partial<Handover> = {}): Handover =>
	({ change_at: '2027-02-06T00:30:00Z', live: true, digest, lines: [], ...more }) as Handover;

function handing(answers: (Handover | null)[], verbs: Partial<HandoverVerbs> = {}) {
	const read = vi.fn(async () => ({
		now: '',
		handover: answers.length > 1 ? answers.shift()! : answers[0]!
	}));
	const sign = vi.fn(async () => ({ hash: 'a' }));
	const never = () => Promise.reject(new Error('not asked for'));
	const all = { read, sign, write: never, alone: never, take: never, ...verbs };
	return { read, sign: all.sign, over: new HandingOver(null, all as never) };
}

describe('the list of a hand-over', () => {
	it('shows each case once, by what is most pressing of it', () => {
		const groups = groupsOf([
			line('a', ['to_call', 'passes']),
			line('b', ['late', 'unread', 'to_call']),
			line('c', ['passes']),
			line('d', ['unread'])
		]);
		expect(groups.map(({ is, lines }) => [is, ...lines.map(({ row }) => row.id)])).toEqual([
			['late', 'b'],
			['unread', 'd'],
			['to_call', 'a'],
			['other', 'c']
		]);
	});
});

describe('an officer who signs', () => {
	it('signs what is on the screen', async () => {
		const { over, sign } = handing([page('one')]);
		await over.load();
		expect(await over.sign()).toBe(true);
		expect(sign).toHaveBeenCalledWith(expect.objectContaining({ digest: 'one' }));
	});

	it('is shown the list anew when it has changed, and has signed nothing', async () => {
		const { over } = handing([page('one'), page('two')], {
			sign: () => Promise.reject(new Problem({ code: 'stale', status: 409 }))
		});
		await over.load();
		expect(await over.sign()).toBe(false);
		expect(over.changed).toBe(true);
		expect(over.failed).toBeNull();
		expect(over.page?.digest).toBe('two');
	});

	it('waits for the line that is on its way', async () => {
		let arrived: () => void = () => undefined;
		const { over, sign } = handing([page('one'), page('with the line')], {
			write: () => new Promise((done) => (arrived = () => done({ ok: true })))
		});
		await over.load();
		const written = over.write(line('a', []), 'Đã hẹn');
		const signed = over.sign();
		expect(sign).not.toHaveBeenCalled();
		arrived();
		await written;
		await signed;
		expect(sign).toHaveBeenCalledWith(expect.objectContaining({ digest: 'with the line' }));
	});

	it('presses twice and signs once', async () => {
		let release: () => void = () => undefined;
		const sign = vi.fn(
			() => new Promise<{ hash: string }>((done) => (release = () => done({ hash: 'a' })))
		);
		const { over } = handing([page('one')], { sign });
		await over.load();
		const [first, second] = [over.sign(), over.sign()];
		await vi.waitFor(() => expect(sign).toHaveBeenCalled());
		release();
		expect([await first, await second].sort()).toEqual([false, true]);
		expect(sign).toHaveBeenCalledTimes(1);
	});
});

describe('a hand-over that stays open on the screen', () => {
	it('says that the list is another by now', async () => {
		const { over } = handing([page('one'), page('one'), page('two')]);
		await over.load();
		await over.refresh();
		expect(over.changed).toBe(false);
		await over.refresh();
		expect(over.changed).toBe(true);
	});

	it('stays the same one when the next change comes nearer', async () => {
		const { over, read } = handing([page('one')]);
		await over.load();
		await over.load();
		expect(read.mock.calls).toEqual([[null], ['2027-02-06T00:30:00Z']]);
	});

	it('is not read again once it is done', async () => {
		const { over, read } = handing([page('one', { live: false, digest: null })]);
		await over.load();
		await over.refresh();
		expect(read).toHaveBeenCalledTimes(1);
	});
});
