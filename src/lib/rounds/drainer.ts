/** Sends what waits: one at a time over all tabs, in order, each under its key until its answer is known. */
import { Problem } from '#lib/platform/problem.ts';
import { sessionCodes } from '#lib/platform/token.ts';
import { argsOf, nextOf, type Answer, type Entry, type EntryProblem } from './entry.ts';
import { ifFree, inTurn } from './locks.ts';

/** `as`: whose session must carry it; `call` refuses `other_officer` before anything goes out. */
export type Send = (
	door: string,
	args: Record<string, unknown>,
	options: { as: string }
) => Promise<Answer>;

type Ledger = {
	entries(): Promise<Entry[]>;
	trying(entry: Entry): Promise<Entry | null>;
	answered(entry: Entry, answer: Answer): Promise<void>;
	refused(entry: Entry, problem: EntryProblem): Promise<void>;
};
type Watch = {
	/** Whether the vault is still open; what is under way ends, and nothing follows. */
	goesOn(): boolean;
	/** Asked by hand: tries although the browser says that there is no line. */
	anyway: boolean;
	/** The key of what is on its way; null in between. */
	sending(key: string | null): void;
	sent(entry: Entry, answer: Answer): Promise<void>;
};

/**
 * Why it stopped. `done`: nothing is left that may go out. `no_answer`: no line, or the server is not well: later again.
 * `sign_in`: first somebody signs in. `other_officer`: somebody else is signed in, so nothing of this went out.
 */
export type Stop =
	{ why: 'done' } | { why: 'no_answer' | 'sign_in' | 'other_officer'; problem: unknown };

const sendingLock = (officer: string, key: string) => `gandan-field-sending:${officer}:${key}`;

/** Does something to an entry that is not under way. @throws Problem `sending` */
export async function atRest<Told>(
	officer: string,
	key: string,
	work: () => Promise<Told>
): Promise<Told> {
	const told = await ifFree(sendingLock(officer, key), async () => ({ told: await work() }));
	if (!told) throw new Problem({ code: 'sending', status: 409 });
	return told.told;
}

/** What a refusal means for what waits. Whatever leaves a doubt whether it was done is sent again under the same key. */
function verdict(problem: unknown): 'no_answer' | 'sign_in' | 'other_officer' | 'refused' {
	if (!(problem instanceof Problem)) return 'no_answer';
	if (problem.code === 'other_officer') return 'other_officer';
	if (problem.status === 401 || sessionCodes.has(problem.code)) return 'sign_in';
	const known =
		problem.status >= 400 && problem.status < 500 && ![408, 425, 429].includes(problem.status);
	return known ? 'refused' : 'no_answer';
}

const toldBy = ({ code, status, field, detail }: Problem): EntryProblem => ({
	code,
	status,
	field: field ?? null,
	detail
});

/** The server is there and stumbles over this one thing; the next try may find it mended. */
const stumbles = (problem: unknown): boolean =>
	problem instanceof Problem && (problem.status === 500 || problem.code === 'bad_answer');

/**
 * Sends until nothing is left that may go, or something stops it. What the server stumbles over waits with its thing and holds up
 * no other. Waits while another tab is at it.
 */
export function drain(officer: string, ledger: Ledger, send: Send, watch: Watch): Promise<Stop> {
	return inTurn(`gandan-field-drain:${officer}`, async () => {
		const held = new Set<string>();
		let stumbled: Stop = { why: 'done' };
		for (;;) {
			const next = watch.goesOn() && nextOf(await ledger.entries(), held);
			if (!next) return stumbled;
			// Nothing goes out, so nothing may have arrived: it can still be said otherwise.
			if (navigator.onLine === false && !watch.anyway)
				return {
					why: 'no_answer',
					problem: new Problem({ code: 'offline', status: 0, offline: true })
				};
			const stop = await inTurn(sendingLock(officer, next.key), () =>
				one(next, officer, ledger, send, watch)
			);
			if (!stop) continue;
			if (stop.why !== 'no_answer' || !stumbles(stop.problem)) return stop;
			held.add(next.thing);
			stumbled = stop;
		}
	});
}

async function one(
	next: Entry,
	officer: string,
	ledger: Ledger,
	send: Send,
	watch: Watch
): Promise<Stop | null> {
	const entry = await ledger.trying(next);
	// Changed or thrown away since it was looked at.
	if (!entry) return null;
	watch.sending(entry.key);
	const said = await send(entry.door, argsOf(entry), { as: officer }).then(
		(answer) => ({ answer }),
		(problem: unknown) => ({ problem })
	);
	watch.sending(null);
	if ('answer' in said) {
		await ledger.answered(entry, said.answer);
		await watch.sent(entry, said.answer);
		return null;
	}
	const why = verdict(said.problem);
	if (why !== 'refused') return { why, problem: said.problem };
	await ledger.refused(entry, toldBy(said.problem as Problem));
	return null;
}
