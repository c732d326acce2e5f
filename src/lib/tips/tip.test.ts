import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { SealedError } from '#lib/sealed/index.ts';
import { Attachments } from './attachments.svelte.ts';
import { OwnKeys } from './own.ts';
import type { Cipher } from './readers.ts';
import { sealed, type Given } from './sealing.ts';
import { Tip } from './tip.svelte.ts';
import type { DeskAnswer, Sent, Submission } from './tips.ts';

const other = { '21451': '21439' };
const floor = { lead: 'a'.repeat(64), version: 1, head: 'b'.repeat(64) };
const refusal = (code: string) => new Problem({ code, status: 409 });
const lost = () => new Problem({ code: 'unreachable', status: 0, offline: true });

let sent: (Submission & { key: string })[];
let asked: { unit: string; oversight: boolean; from: number }[];
let answers: (() => Sent)[];
let refuse: SealedError | null;
let sealings: number;
/** Milliseconds by which the device's clock is ahead of the server's. */
let ahead: number;
/** When the list that the server shows runs out, on the same clock. */
let expires: number;

const bytes = (text: string) => new TextEncoder().encode(text);
/** Seals nothing, and counts. */
const cipher = {
	digestOf: () => 'd'.repeat(64),
	holderOf: async () => ({ recipient: 'age1pq1', signer: { verify: 'v' } }),
	hourOf: () => '2026-11-25T02:00:00Z',
	verifyDesk: () => {
		if (refuse) throw refuse;
		const member = { name: 'Cán bộ 1', recipient: 'r', verify: 'v' };
		return { version: 3, expires: new Date(expires), members: [member] };
	},
	prepareTip: async () => ({ tip: `${sealings++}`, room: {}, secrets: [] }),
	sealTip: async (_: unknown, words: { body: { answers: { a: string }[] } }) => ({
		header: bytes(`${sealings++}`),
		body: bytes(JSON.stringify(words.body))
	})
} as unknown as Cipher;

/** `shows`: the unit whose list the server answers with; the build knows 21439 as the desk for tips about 21451's officers. */
function tipWith(shows: string | null = '21451', oversight: Record<string, string> = other) {
	let codes = 0;
	const doors = {
		built: { floors: { '21451': floor, '21439': floor, '21457': floor }, oversight },
		policeName: (unit: string) => `Công an ${unit}`,
		unitOf: () => '21451',
		cipher: async () => cipher,
		now: () => new Date(0),
		latest: () => new Date(ahead),
		prove: async (challenge: string) => challenge,
		seal: (given: Given) => sealed(cipher, given),
		desk: async (args: (typeof asked)[number]) => {
			asked.push(args);
			const desk = shows ? { unit: shows, police_name: 'Công an tỉnh', desk: {} } : null;
			return { desk, challenge: `proof ${asked.length}` } as unknown as DeskAnswer;
		},
		submit: async (args: Submission & { key: string }) => {
			sent.push(args);
			const back_after = ['2026-11-30', '2026-12-15'] as [string, string];
			const kept = { reference: 'TB-1', received_at: '', back_after };
			return (answers.shift() ?? (() => kept))();
		},
		own: new OwnKeys({
			newCode: () => `CODE${codes++}`,
			tree: async () => ({ lookupHash: new Uint8Array(32), claim: '1' }) as never,
			cipher: async () => cipher
		})
	};
	const none = { redraw: async () => null, upload: async () => {}, cipher: async () => cipher };
	return new Tip(doors, new Attachments(none));
}

async function written(tip: Tip, over: Partial<Tip['answers']> = {}) {
	Object.assign(tip.answers, { area: '21442', officials: 'no', story: 'Mất xe', ...over });
	for (let step = 0; step < 2; step++) await tip.next();
	return tip;
}

beforeEach(() => {
	sent = [];
	asked = [];
	answers = [];
	refuse = null;
	ahead = 0;
	expires = 1_000_000;
	sealings = 0;
});
const fail = (problem: Problem) => () => {
	throw problem;
};

describe('a tip', () => {
	it('is sent with the same key and content after a lost answer', async () => {
		const tip = await written(tipWith());
		answers = [fail(lost())];
		await expect(tip.send()).rejects.toThrow('unreachable');
		expect(tip.unsure).toBe(true);
		expect(tip.answers.story).toBe('Mất xe');
		await tip.send();
		expect(sent[1]).toEqual(sent[0]);
		expect(tip.confirmed?.code).toBe('CODE0');
	});

	it('changed after a lost answer, the earlier one counts if it had arrived, and the sender is told', async () => {
		const tip = await written(tipWith());
		answers = [fail(lost())];
		await expect(tip.send()).rejects.toThrow();
		tip.answers.story = 'Mất hai xe';
		await tip.send();
		expect(sent[1]).toEqual(sent[0]);
		expect(tip.confirmed?.changedSince).toBe(true);
	});

	it('is sealed anew to a new list, with new work, when the list changed meanwhile', async () => {
		const tip = await written(tipWith());
		answers = [fail(refusal('stale_list'))];
		await tip.send();
		expect(sent.map(({ proof }) => proof)).toEqual(['proof 1', 'proof 2']);
		expect(tip.confirmed).not.toBeNull();
	});

	it('is not sent where the list does not hold, nor where nobody can take it', async () => {
		refuse = new SealedError('list_expired');
		const tip = await written(tipWith());
		expect(tip.closed).toBe('list');
		await tip.send();
		expect((await written(tipWith(null))).closed).toBe('no_desk');
		expect(sent).toEqual([]);
	});

	it('is not sent by a device whose clock has outrun the list, and the sender is told of the clock', async () => {
		[refuse, ahead] = [new SealedError('list_expired'), 600_000];
		expect((await written(tipWith())).closed).toBe('clock');
		refuse = new SealedError('list_forked');
		expect((await written(tipWith())).closed).toBe('list');
		expect(sent).toEqual([]);
	});

	it('is not sent to a list that ran out while the page lay open, and goes to the one signed since', async () => {
		const tip = await written(tipWith());
		[refuse, ahead] = [new SealedError('list_expired'), expires + 1];
		await tip.send();
		expect(tip.closed).toBe('clock');
		expect([sent, tip.answers.story]).toEqual([[], 'Mất xe']);
		[refuse, expires] = [null, ahead];
		await tip.send();
		expect(sent.map(({ proof }) => proof)).toEqual(['proof 3']);
	});

	it('that may have arrived goes out again as it was, though the list ran out meanwhile', async () => {
		const tip = await written(tipWith());
		answers = [fail(lost())];
		await expect(tip.send()).rejects.toThrow('unreachable');
		[refuse, ahead] = [new SealedError('list_expired'), expires + 1];
		await tip.send();
		expect(sent[1]).toEqual(sent[0]);
	});

	it('about a local officer asks for the other desk that the build knows, and is called by the build’s own name for it', async () => {
		const tip = await written(tipWith('21439'), { officials: 'yes' });
		expect(asked).toEqual([expect.objectContaining({ unit: '21451', oversight: true, from: 1 })]);
		expect(tip.readers?.policeName).toBe('Công an 21439');
		await tip.send();
		expect(sent).toHaveLength(1);
	});

	it('is not sent where a server shows the list of another unit than this one must go to', async () => {
		for (const [shows, officials] of [
			['21451', 'yes'],
			['21457', 'yes'],
			['21439', 'no']
		] as const) {
			const tip = await written(tipWith(shows), { officials });
			expect(tip.closed, `${shows} for ${officials}`).toBe('list');
			await tip.send();
		}
		expect(sent).toEqual([]);
	});

	it('about a local officer asks nobody where no other desk is known', async () => {
		const tip = await written(tipWith('21439', {}), { officials: 'yes' });
		expect(tip.closed).toBe('no_desk');
		expect(asked).toEqual([]);
	});

	it('shows its code to nobody before the server has confirmed, and forgets everything when told to', async () => {
		const tip = await written(tipWith());
		expect(tip.confirmed).toBeNull();
		await tip.send();
		tip.forget();
		expect(tip.confirmed).toBeNull();
		expect(tip.touched).toBe(false);
	});
});
