import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Runner } from './runner.ts';

type Sent = { question: string; transfer: Transferable[] };

/** A Worker that answers when the test says so. */
class FakeWorker {
	static made: FakeWorker[] = [];
	sent: Sent[] = [];
	isEnded = false;
	onmessage: ((event: { data: unknown }) => void) | null = null;
	onerror: (() => void) | null = null;
	onmessageerror: (() => void) | null = null;

	constructor() {
		FakeWorker.made.push(this);
	}

	postMessage(question: string, transfer: Transferable[]): void {
		if (question === 'a proxy') throw new DOMException('no copy', 'DataCloneError');
		this.sent.push({ question, transfer });
	}

	terminate(): void {
		this.isEnded = true;
	}

	reply(data: unknown): void {
		this.onmessage?.({ data });
	}
}

const here = vi.fn(async () => ({ answer: (question: string) => `here: ${question}` }));
const job = { url: '/x.js', here };
const runner = () => new Runner(job, () => new FakeWorker() as unknown as Worker);
const last = () => FakeWorker.made.at(-1)!;

beforeEach(() => {
	FakeWorker.made = [];
	here.mockClear();
});

describe('work that must not freeze the page a person writes on', () => {
	it('says how far it is, as long as somebody waits for it', async () => {
		const told: unknown[] = [];
		const end = new AbortController();
		const work = runner().ask('one', { progress: (one) => told.push(one), signal: end.signal });
		last().reply({ progress: 0.5 });
		last().reply({ progress: 0.7 });
		end.abort(new Error('enough'));
		last().reply({ progress: 0.9 });
		await expect(work).rejects.toThrow('enough');
		expect(told).toEqual([0.5, 0.7]);
	});

	it('is asked of one Worker, in turn, and its memory goes back at the end', async () => {
		const keys = runner();
		const first = keys.ask('one');
		const second = keys.ask('two');
		expect(last().sent.map(({ question }) => question)).toEqual(['one']);
		last().reply({ answer: 'ONE' });
		expect(await first).toBe('ONE');
		expect(last().isEnded).toBe(false);
		last().reply({ answer: 'TWO' });
		expect(await second).toBe('TWO');
		expect(FakeWorker.made.length).toBe(1);
		expect(last().isEnded).toBe(true);
		expect(here).not.toHaveBeenCalled();
	});

	it('may be asked again after its Worker has ended', async () => {
		const keys = runner();
		for (const answer of ['ONE', 'TWO']) {
			const asked = keys.ask('again');
			last().reply({ answer });
			expect(await asked).toBe(answer);
		}
		expect(FakeWorker.made.length).toBe(2);
	});

	it('hands bytes over instead of copying them', () => {
		const { buffer } = new Uint8Array(8);
		void runner().ask('bytes', { transfer: [buffer] });
		expect(last().sent[0]!.transfer).toEqual([buffer]);
	});

	it('refuses with the code of the job, and the next question is still answered', async () => {
		const keys = runner();
		const first = keys.ask('one');
		const second = keys.ask('two');
		last().reply({ code: 'bad_code' });
		await expect(first).rejects.toMatchObject({ name: 'JobError', code: 'bad_code' });
		last().reply({ answer: 'TWO' });
		expect(await second).toBe('TWO');
	});

	it('says so when the Worker breaks, and gives the next question a new one', async () => {
		const keys = runner();
		const first = keys.ask('one');
		const second = keys.ask('two');
		const broken = last();
		broken.onerror!();
		await expect(first).rejects.toMatchObject({ code: 'worker_failed' });
		expect(broken.isEnded).toBe(true);
		last().reply({ answer: 'TWO' });
		expect(await second).toBe('TWO');
		expect(FakeWorker.made.length).toBe(2);
	});

	it('lets go of a question that cannot be copied', async () => {
		const keys = runner();
		await expect(keys.ask('a proxy')).rejects.toMatchObject({
			code: 'worker_failed',
			cause: { name: 'DataCloneError' }
		});
		const next = keys.ask('plain');
		last().reply({ answer: 'PLAIN' });
		expect(await next).toBe('PLAIN');
	});
});

describe('a person who goes back while the page still computes', () => {
	it('stops the Worker at once; who waits behind gets a fresh one and no stale answer', async () => {
		const keys = runner();
		const going = new AbortController();
		const first = keys.ask('one', { signal: going.signal });
		const second = keys.ask('two');
		const stopped = last();
		going.abort();
		await expect(first).rejects.toMatchObject({ name: 'AbortError' });
		expect(stopped.isEnded).toBe(true);
		stopped.reply({ answer: 'ONE' });
		last().reply({ answer: 'TWO' });
		expect(await second).toBe('TWO');
	});

	it('leaves the line without disturbing the question before', async () => {
		const keys = runner();
		const going = new AbortController();
		const first = keys.ask('one');
		const second = keys.ask('two', { signal: going.signal });
		going.abort();
		await expect(second).rejects.toMatchObject({ name: 'AbortError' });
		last().reply({ answer: 'ONE' });
		expect(await first).toBe('ONE');
		expect(last().sent.length).toBe(1);
	});

	it('is not even asked for when they had left before', async () => {
		await expect(runner().ask('one', { signal: AbortSignal.abort() })).rejects.toThrow();
		expect(FakeWorker.made.length).toBe(0);
	});

	it('ends everything at once for a quick exit', async () => {
		const keys = runner();
		const asked = [keys.ask('one'), keys.ask('two')];
		keys.end();
		for (const one of asked) await expect(one).rejects.toMatchObject({ code: 'ended' });
		expect(last().isEnded).toBe(true);
		expect(FakeWorker.made.length).toBe(1);
	});
});

describe('an old browser without module workers', () => {
	it('does the same work on the page', async () => {
		const keys = new Runner(job, () => null);
		expect(await Promise.all([keys.ask('one'), keys.ask('two')])).toEqual([
			'here: one',
			'here: two'
		]);
	});

	it('refuses with the same codes', async () => {
		const refusing = new Runner(
			{
				url: '/x.js',
				here: async () => ({
					answer: () => {
						throw Object.assign(new Error(), { code: 'bad_code' });
					}
				})
			},
			() => null
		);
		await expect(refusing.ask('one')).rejects.toMatchObject({ name: 'JobError', code: 'bad_code' });
		const lost = new Runner(
			{ url: '/x.js', here: () => Promise.reject(new TypeError()) },
			() => null
		);
		await expect(lost.ask('one')).rejects.toMatchObject({
			name: 'JobError',
			code: 'worker_failed'
		});
	});
});
