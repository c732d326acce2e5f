/** A tip whose doors, cipher and clock are the test's: nothing is sealed, and what goes out is written down. */
import { Problem } from '#lib/platform/problem.ts';
import type { SealedError } from '#lib/sealed/index.ts';
import { Attachments } from './attachments.svelte.ts';
import { OwnKeys } from './own.ts';
import type { Cipher } from './readers.ts';
import { sealed, type Given } from './sealing.ts';
import { Tip } from './tip.svelte.ts';
import type { DeskAnswer, Sent, Submission } from './tips.ts';

const other = { '21451': '21439' };
const floor = { lead: 'a'.repeat(64), version: 1, head: 'b'.repeat(64) };
export const refusal = (code: string) => new Problem({ code, status: 409 });
export const lost = () => new Problem({ code: 'unreachable', status: 0, offline: true });
export const fail = (problem: Problem) => () => {
	throw problem;
};

const untouched = () => ({
	sent: [] as (Submission & { key: string })[],
	asked: [] as { unit: string; oversight: boolean; from: number }[],
	/** How the next sendings of the tip end; after them each is taken. */
	answers: [] as (() => Sent)[],
	/** Proofs that parts were sent with, and how the next ones end. */
	uploads: [] as string[],
	uploadAnswers: [] as (() => void)[],
	/** Why no list holds. */
	refuse: null as SealedError | null,
	sealings: 0,
	/** Milliseconds by which the device's clock is ahead of the server's. */
	ahead: 0,
	/** When the list that the server shows runs out, on the same clock. */
	expires: 1_000_000
});
export const scene = untouched();
export const begin = () => void Object.assign(scene, untouched());

const bytes = (text: string) => new TextEncoder().encode(text);
/** Seals nothing, and counts. */
const cipher = {
	digestOf: () => 'd'.repeat(64),
	holderOf: async () => ({ recipient: 'age1pq1', signer: { verify: 'v' } }),
	numberOfParts: () => 2,
	cut: async function* () {
		for (const sha256 of ['1', '2']) yield { sealed: bytes(sha256), sha256 };
	},
	hourOf: () => '2026-11-25T02:00:00Z',
	verifyDesk: () => {
		if (scene.refuse) throw scene.refuse;
		const member = { name: 'Cán bộ 1', recipient: 'r', verify: 'v' };
		return { version: 3, expires: new Date(scene.expires), members: [member] };
	},
	prepareTip: async () => ({ tip: `${scene.sealings++}`, room: {}, secrets: [] }),
	sealTip: async (_: unknown, words: { body: { answers: { a: string }[] } }) => ({
		header: bytes(`${scene.sealings++}`),
		body: bytes(JSON.stringify(words.body))
	})
} as unknown as Cipher;

/** `shows`: the unit whose list the server answers with; the build knows 21439 as the desk for tips about 21451's officers. */
export function tipWith(shows: string | null = '21451', oversight: Record<string, string> = other) {
	let codes = 0;
	const doors = {
		built: { floors: { '21451': floor, '21439': floor, '21457': floor }, oversight },
		policeName: (unit: string) => `Công an ${unit}`,
		unitOf: () => '21451',
		cipher: async () => cipher,
		now: () => new Date(0),
		latest: () => new Date(scene.ahead),
		prove: async (challenge: string) => challenge,
		seal: (given: Given) => sealed(cipher, given),
		desk: async (args: (typeof scene.asked)[number]) => {
			scene.asked.push(args);
			const desk = shows ? { unit: shows, police_name: 'Công an tỉnh', desk: {} } : null;
			return { desk, challenge: `proof ${scene.asked.length}` } as unknown as DeskAnswer;
		},
		submit: async (args: Submission & { key: string }) => {
			scene.sent.push(args);
			const back_after = ['2026-11-30', '2026-12-15'] as [string, string];
			const kept = { reference: 'TB-1', received_at: '', back_after };
			return (scene.answers.shift() ?? (() => kept))();
		},
		own: new OwnKeys({
			newCode: () => `CODE${codes++}`,
			tree: async () => ({ lookupHash: new Uint8Array(32), claim: '1' }) as never,
			cipher: async () => cipher
		})
	};
	const upload = async ({ proof }: { proof: string }) => {
		scene.uploads.push(proof);
		scene.uploadAnswers.shift()?.();
	};
	const parts = { redraw: async () => null, upload, cipher: async () => cipher };
	return new Tip(doors, new Attachments(parts));
}

export async function written(tip: Tip, over: Partial<Tip['answers']> = {}) {
	Object.assign(tip.answers, { area: '21442', officials: 'no', story: 'Mất xe', ...over });
	for (let step = 0; step < 2; step++) await tip.next();
	return tip;
}
