/** What bench/crypto.ts, fund-page.ts, rounds.ts and the test of the Worker call in a real browser, built and served as the portal is. */
import { startWorker } from '#lib/platform/worker.ts';
import { keysJob, toHex, type KeysQuestion } from '#lib/sealed/index.ts';
import type { sendWork } from './sending.ts';
import type { tipWork } from './tips.ts';

const keys = startWorker(keysJob);
let tips: Awaited<ReturnType<typeof tipWork>> | undefined;
let photo: (() => Promise<number>) | undefined;
let sending: Awaited<ReturnType<typeof sendWork>> | undefined;

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
	const from = performance.now();
	const result = await work();
	return { ms: performance.now() - from, result };
}

Object.assign(globalThis, {
	/** The tree in the Worker, its lookup in hex. */
	inWorker: (question: KeysQuestion) =>
		timed(async () => toHex((await keys.ask(question)).lookup)),
	/** The tree on the page, which is what CDP's throttling slows; the same code that the Worker runs. */
	onPage: async (question: KeysQuestion) => {
		const { answer } = await keysJob.here();
		return timed(async () => toHex((await answer(question)).lookup));
	},
	/** Loads the cipher as a page does, and makes what `tipRun` works on. */
	prepareTips: async (inList: number) => {
		tips = await (await import('./tips.ts')).tipWork(inList);
	},
	tipRun: (work: 'items' | 'headers' | 'part') => tips![work](),
	/** Makes what `sendRun` and `roomRun` work on, as a page does while a sender writes; answers nothing. */
	prepareSend: async (proof: string) => {
		sending = await (await import('./sending.ts')).sendWork(proof);
	},
	sendRun: () => sending!.send(),
	roomRun: () => sending!.room(),
	/** Makes what `photoRun` works on; answers nothing. */
	preparePhoto: async () => {
		photo = await (await import('./photo.ts')).photoWork();
	},
	photoRun: () => photo!(),
	/** The work behind a tip, on this thread. */
	proofRun: async (challenge: string) => {
		const { solve } = await import('#shared/proof/solve.ts');
		return (await timed(() => solve(challenge))).ms;
	},
	verifiedRows: async (count: number) => (await import('./ledger.ts')).verifiedRows(count),
	/** Days planned again (bench/rounds.ts). */
	slips: async (count: number) => (await import('../slips.ts')).slips(count),
	/** An address that the policy must refuse; answers the code of the refusal. */
	foreign: () =>
		startWorker({ ...keysJob, url: 'https://elsewhere.example/x.js' })
			.ask({ code: '', deployment: '' })
			.then(
				() => 'started',
				(error: { code: string }) => error.code
			),
	/** Whether the page can still make a Worker past `platform/worker`. */
	sideDoor: () => {
		try {
			new Worker(keysJob.url, { type: 'module' }).terminate();
			return 'started';
		} catch (error) {
			return (error as Error).name;
		}
	}
});
