import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { OpenedCase } from './opened.svelte.ts';
import { status } from '#lib/ui/status.svelte.ts';
import type { CaseAnswer, WholeCase } from './queue.ts';

/** Every version has its event. */
const whole = (id: string, version = 1) =>
	({
		row: { id, version, reference: `ĐN-26-${id}` },
		events: Array.from({ length: version }, (_, at) => ({ id: `event ${at + 1}` }))
	}) as WholeCase;
const refused = (code: string, status = 409) => new Problem({ code, status });
const done: CaseAnswer = { id: 'a', reference: 'ĐN-26-0001', state: 'held', version: 2 };
type Sent = { key: string; id: string; version: number; body: string };

/** A case that is open, and a server that answers as told. */
async function open(...answers: (CaseAnswer | Error)[]) {
	let version = 1;
	const sent: Sent[] = [];
	const opened = new OpenedCase(async (id) => whole(id, version++));
	await opened.show('a');
	const send = async (args: Sent) => {
		sent.push(args);
		const answer = answers.shift()!;
		if (answer instanceof Error) throw answer;
		return answer;
	};
	return { opened, sent, say: (body: string) => opened.run('note', send, { body }) };
}

describe('the open case', () => {
	it('sends the same words under the same key after a lost answer', async () => {
		const { say, sent } = await open(refused('timeout', 0), done);
		await expect(say('gọi lại sau')).rejects.toThrow();
		expect(await say('gọi lại sau')).toBe(true);
		expect(sent[1]).toEqual(sent[0]);
	});

	it('takes other words for another intention', async () => {
		const { say, sent } = await open(refused('timeout', 0), done);
		await expect(say('gọi lại sau')).rejects.toThrow();
		await say('đã gọi');
		expect(sent[1]?.key).not.toBe(sent[0]?.key);
	});

	it('reads the case anew when somebody else was first, says what was done, and lets the officer press again', async () => {
		const { opened, say, sent } = await open(refused('stale'), done);
		expect(await say('ghi chú')).toBe(false);
		expect(opened.stale?.map(({ id }) => id)).toEqual(['event 2']);
		expect(await say('ghi chú')).toBe(true);
		expect(sent.map(({ version }) => version)).toEqual([1, 2]);
		expect(sent[1]?.key).not.toBe(sent[0]?.key);
		expect(opened.stale).toBeNull();
	});

	it('shows what another did while it lies open; a form opened before is sent for the case as it was, and refused', async () => {
		const { opened, say, sent } = await open(refused('stale'), done);
		await opened.follow();
		expect(opened.whole?.row.version).toBe(2);
		expect(opened.news.map(({ id }) => id)).toEqual(['event 2']);
		expect(await say('ghi chú')).toBe(false);
		expect(opened.stale?.map(({ id }) => id)).toEqual(['event 2', 'event 3']);
		expect(opened.news).toEqual([]);
		expect(await say('ghi chú')).toBe(true);
		expect(sent.map(({ version }) => version)).toEqual([1, 3]);
	});

	it('says of which case something was refused when another one is open by then, and shows nothing of it there', async () => {
		const answers: Record<string, number> = { a: 0, b: 0 };
		const opened = new OpenedCase(async (id) => whole(id, ++answers[id]!));
		await opened.show('a');
		const sending = Promise.withResolvers<CaseAnswer>();
		const running = opened.run('note', () => sending.promise, {});
		await opened.show('b');
		sending.reject(refused('stale'));
		expect(await running).toBe(false);
		expect(opened.whole?.row.id).toBe('b');
		expect(opened.stale).toBeNull();
		expect(status.said?.text).toContain('ĐN-26-a');
	});

	it('says it, too, when the other one is opened while the refused one is read anew', async () => {
		const asked = Promise.withResolvers<void>();
		const reading = Promise.withResolvers<WholeCase>();
		const opened: OpenedCase = new OpenedCase(async (id) => {
			if (id === 'b' || !opened.whole) return whole(id, id === 'b' ? 2 : 1);
			asked.resolve();
			return reading.promise;
		});
		await opened.show('a');
		status.clear();
		const running = opened.run('note', () => Promise.reject(refused('stale')), {});
		await asked.promise;
		await opened.show('b');
		reading.resolve(whole('a', 2));
		expect(await running).toBe(false);
		expect(opened.whole?.row.id).toBe('b');
		expect(opened.stale).toBeNull();
		expect(status.said?.text).toContain('ĐN-26-a');
	});

	it('holds up nobody who went on to another case, and marks no news there as seen', async () => {
		const versions: Record<string, number> = { a: 0, b: 0 };
		const opened = new OpenedCase(async (id) => whole(id, ++versions[id]!));
		await opened.show('a');
		const slow = Promise.withResolvers<CaseAnswer>();
		const first = opened.run('note', () => slow.promise, {});
		expect([opened.busy, await opened.run('note', () => slow.promise, {})]).toEqual([
			'note',
			false
		]);
		await opened.show('b');
		expect(opened.busy).toBeNull();
		const second = opened.run('call', async () => done, {});
		expect(opened.busy).toBe('call');
		expect(await second).toBe(true);
		await opened.follow();
		const news = opened.news.map(({ id }) => id);
		expect(news).toHaveLength(1);
		slow.resolve(done);
		expect(await first).toBe(true);
		expect([opened.whole?.row.id, opened.news.map(({ id }) => id)]).toEqual(['b', news]);
	});

	it('says that nobody knows, where the answer was lost, and sends the same again when the case is opened anew', async () => {
		const opened = new OpenedCase(async (id) => whole(id));
		const sent: Sent[] = [];
		const lost = Promise.withResolvers<CaseAnswer>();
		const say = (answer: Promise<CaseAnswer>) =>
			opened.run('note', (args: Sent) => (sent.push(args), answer), { body: 'gọi lại sau' });
		await opened.show('a');
		const running = say(lost.promise);
		await opened.show('b');
		status.clear();
		lost.reject(refused('unreachable', 0));
		expect(await running).toBe(false);
		expect(status.said?.text).toContain('Chưa biết đã ghi được vào ĐN-26-a');
		await opened.show('a');
		expect(await say(Promise.resolve(done))).toBe(true);
		expect(sent[1]).toEqual(sent[0]);
	});

	it('sends for the case as it is now once the officer has seen the news', async () => {
		const { opened, say, sent } = await open(done);
		await opened.follow();
		opened.seen();
		expect(opened.news).toEqual([]);
		expect(await say('ghi chú')).toBe(true);
		expect(sent[0]?.version).toBe(2);
	});

	it('is not read by the news while this officer is doing something, and never goes back to an older answer', async () => {
		const answers = [whole('a', 3), whole('a', 2)];
		let asked = 0;
		const opened = new OpenedCase(async () => answers[asked++]!);
		await opened.show('a');
		await opened.follow();
		expect(opened.whole?.row.version).toBe(3);
		const sending = Promise.withResolvers<CaseAnswer>();
		const running = opened.run('note', () => sending.promise, {});
		await opened.follow();
		expect(asked).toBe(2);
		sending.reject(refused('busy', 503));
		await expect(running).rejects.toThrow();
	});

	it('shows the case asked for last, however the answers come', async () => {
		const first = Promise.withResolvers<WholeCase>();
		const opened = new OpenedCase((id) =>
			id === 'a' ? first.promise : Promise.resolve(whole(id))
		);
		const slow = opened.show('a');
		await opened.show('b');
		first.resolve(whole('a'));
		await slow;
		expect(opened.whole?.row.id).toBe('b');
	});
});
