import { expect, it } from 'vitest';
import type { Verified } from './audit-queue.ts';
import { Verifying } from './verifying.svelte.ts';

const never = (month: string): Verified => ({ month, at: null, officer: null, broken_on: null });
const months = ['2026-11-01', '2026-10-01', '2026-09-01'].map(never);
const now = (month: string, broken_on: string | null = null): Verified => ({
	...never(month),
	at: '2026-11-25T08:00:00+07:00',
	broken_on
});

it('verifies from the oldest month on and says that the chain holds', async () => {
	const asked: string[] = [];
	const verifying = new Verifying(months, async (month) => {
		asked.push(`${month} ${verifying.share.toFixed(2)}`);
		return now(month);
	});
	expect(verifying.found).toBeUndefined();
	await verifying.run();
	expect(asked).toEqual(['2026-09-01 0.00', '2026-10-01 0.33', '2026-11-01 0.67']);
	expect(verifying.found).toBeNull();
	expect(verifying.months.every(({ at }) => at !== null)).toBe(true);
});

it('names the first broken day, whichever month it is in', async () => {
	const verifying = new Verifying(months, async (month) =>
		now(month, month === '2026-09-01' ? null : month.replace(/01$/, '15'))
	);
	await verifying.run();
	expect(verifying.found).toBe('2026-10-15');
});

it('says nothing of the chain where the line broke, and goes on from the start', async () => {
	let line = false;
	const verifying = new Verifying(months, async (month) => {
		if (!line && month === '2026-10-01') throw new Error('offline');
		return now(month);
	});
	await verifying.run();
	expect(verifying.failed).toBeInstanceOf(Error);
	expect(verifying.found).toBeUndefined();
	line = true;
	await verifying.run();
	expect(verifying.failed).toBeNull();
	expect(verifying.found).toBeNull();
});
