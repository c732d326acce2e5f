/** Pressing "Kiểm tra sổ thu, chi", pressing it twice, stopping it, and a line that breaks. */
import { expect, it, vi } from 'vitest';
import { JobError } from '#lib/platform/worker.ts';
import { verify, type Asked, type Verdict } from './public-verify.ts';
import { Verifying } from './public-verifying.svelte.ts';
import { ledgerOf, rows } from './testing-chain.ts';

const ledger = ledgerOf(rows());
/** The Worker's own work, on this thread. */
const here = (asked: Asked, { progress }: { progress: (far: unknown) => void }) =>
	verify(asked, async (from, size) => rows().slice(from - 1, from - 1 + size), progress);

it('tells how far it is and what came out', async () => {
	const verifying = new Verifying(here);
	const done = verifying.run(ledger);
	expect(verifying.far).toEqual({ done: 0, rows: 6 });
	await done;
	expect(verifying.far).toBeNull();
	expect(verifying.verdict).toMatchObject({ fault: null, rows: 6, asked: '' });
	expect(verifying.verdict?.of).toBe(ledger);
});

it('is run once by two presses', async () => {
	const ask = vi.fn(here);
	const verifying = new Verifying(ask);
	await Promise.all([verifying.run(ledger), verifying.run(ledger)]);
	expect(ask).toHaveBeenCalledTimes(1);
});

it('says nothing of a ledger when it is stopped, and can be begun again', async () => {
	let finish = (_: Verdict) => {};
	const verifying = new Verifying(() => new Promise((resolve) => (finish = resolve)));
	const stopped = verifying.run(ledger);
	verifying.cancel();
	expect(verifying).toMatchObject({ far: null, stopped: true, verdict: null });
	finish(await here({ ledger, noted: '' }, { progress: () => {} }));
	await stopped;
	expect(verifying.verdict).toBeNull();
	void verifying.run(ledger);
	expect(verifying).toMatchObject({ far: { done: 0, rows: 6 }, stopped: false });
});

it('calls a broken line a broken line, never a broken ledger', async () => {
	const verifying = new Verifying(() => Promise.reject(new JobError('offline')));
	await verifying.run(ledger);
	expect(verifying).toMatchObject({ failed: 'offline', verdict: null, far: null });
});

it('asks for digits where a noted head has none, before anything is fetched', async () => {
	const ask = vi.fn(here);
	const verifying = new Verifying(ask);
	await verifying.run(ledger, 'mã hôm qua');
	expect(verifying.badNote).toBe(true);
	expect(ask).not.toHaveBeenCalled();
	await verifying.run(ledger, rows()[1]![14].toUpperCase());
	expect(verifying).toMatchObject({ badNote: false, verdict: { noted: 2 } });
});

it('forgets what was said when another ledger is shown', async () => {
	const verifying = new Verifying(here);
	await verifying.run(ledger);
	verifying.forget();
	expect(verifying.verdict).toBeNull();
});
