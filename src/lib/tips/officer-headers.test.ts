import { describe, expect, it } from 'vitest';
import * as cipher from '#lib/sealed/cipher.ts';
import { toBase64 } from '#lib/sealed/index.ts';
import { TipHeaders, type Brief } from './officer-headers.svelte.ts';
import { matches, othersOf, similarTo } from './officer-search.ts';
import { at, caseId } from './officer-story.ts';
import type { SealedHeader } from './officer-tips.ts';

const words = { category: 'theft', phones: [], accounts: [], danger: false };

/** A header as the server keeps it, sealed to one officer. */
async function sealedHeader(officer: cipher.Holder, id: string, plates: string[] = []) {
	const citizen = await cipher.newHolder();
	const reader = { recipient: officer.recipient, verify: officer.signer.verify };
	const prepared = await cipher.prepareTip({ recipients: [reader], citizen });
	const { header } = await cipher.sealTip(prepared, {
		citizen,
		list: 1,
		at,
		header: { ...words, plates, places: ['cho duc pho'] },
		body: { claim: 'ab'.repeat(32), category: 'theft', answers: [], oversight: false, parts: [] }
	});
	const sealed = toBase64(prepared.secrets[0]!.sealed);
	return {
		case: id,
		tip: prepared.tip,
		secret: { epoch: 1, room: 'T', sealed },
		item: { seq: 0, epoch: 1, at, sealed: toBase64(header) }
	} satisfies SealedHeader;
}
const headersOf = (read: (ids: string[]) => Promise<SealedHeader[]>) =>
	new TipHeaders(read, async () => cipher);

describe('the tips of the list', () => {
	it('are opened once with the keys of the officer, and forgotten when they are locked', async () => {
		const officer = await cipher.newHolder();
		const found = await sealedHeader(officer, caseId);
		const asked: string[][] = [];
		const headers = headersOf(async (ids) => (asked.push(ids), [found]));
		await headers.show([caseId], officer);
		await headers.show([caseId], officer);
		expect(asked).toEqual([[caseId]]);
		expect(headers.briefs[caseId]?.places).toEqual(['cho duc pho']);
		await headers.show([caseId], null);
		expect(headers.briefs).toEqual({});
	});

	it('an answer that comes after the lock is dropped', async () => {
		const officer = await cipher.newHolder();
		const late = Promise.withResolvers<SealedHeader[]>();
		const headers = headersOf(() => late.promise);
		const opening = headers.show([caseId], officer);
		headers.wipe();
		late.resolve([await sealedHeader(officer, caseId)]);
		await opening;
		expect(headers.briefs).toEqual({});
	});

	it('a header that was put in the place of another is not shown', async () => {
		const officer = await cipher.newHolder();
		const [one, other] = await Promise.all([
			sealedHeader(officer, 'one'),
			sealedHeader(officer, 'other')
		]);
		const headers = headersOf(async () => [
			{ ...one, item: other.item },
			{ ...other, tip: one.tip }
		]);
		await headers.show(['one', 'other'], officer);
		expect(headers.briefs).toEqual({});
	});

	it('a list that could not be asked is asked again', async () => {
		const officer = await cipher.newHolder();
		const found = await sealedHeader(officer, caseId);
		let line = false;
		const headers = headersOf(async () => {
			if (!line) throw new Error('no line');
			return [found];
		});
		await headers.show([caseId], officer);
		line = true;
		await headers.show([caseId], officer);
		expect(headers.briefs[caseId]).toBeDefined();
	});

	it('fifty are opened within a second, and typing gets its turn all along', async () => {
		const officer = await cipher.newHolder();
		const one = await sealedHeader(officer, 'case 0');
		const found = Array.from({ length: 50 }, (_, n) => ({ ...one, case: `case ${n}` }));
		const headers = headersOf(async () => found);
		await headers.show([], officer);
		let turns = 0;
		const typing = setInterval(() => turns++);
		const before = process.threadCpuUsage();
		await headers.show(
			found.map(({ case: id }) => id),
			officer
		);
		const { user, system } = process.threadCpuUsage(before);
		clearInterval(typing);
		expect(Object.keys(headers.briefs)).toHaveLength(50);
		// Of this machine's time, since others may be at work on it too.
		const worked = (user + system) / 1_000;
		expect(worked).toBeLessThan(1_000);
		expect(turns).toBeGreaterThan(2);
		expect(worked / turns, 'milliseconds of work between two turns').toBeLessThan(100);
	});
});

describe('finding among opened tips', () => {
	const brief = (id: string, changes: Partial<Brief> = {}): Brief => ({
		...words,
		case: id,
		plates: ['76A12345'],
		places: ['quan bo song'],
		...changes
	});

	it('by word, plate or number, however it is written', () => {
		for (const typed of ['Trộm', 'trom cap', '76A-123.45', 'bờ sông', 'TB-26-0001'])
			expect(matches(brief('a'), 'TB-26-000123', typed), typed).toBe(true);
		expect(matches(brief('a'), 'TB-26-000123', 'ma túy')).toBe(false);
	});

	it('tips that name the same plate or place are similar, and those that share most come first', () => {
		const briefs = {
			a: brief('a'),
			b: brief('b', { plates: [] }),
			c: brief('c', { places: ['cho'], plates: [] }),
			d: brief('d')
		};
		expect(similarTo('a', briefs).map((one) => one.case)).toEqual(['d', 'b']);
		expect(similarTo('a', briefs)[1]?.shared).toEqual([{ kind: 'places', value: 'quan bo song' }]);
		expect(similarTo('not opened', briefs)).toEqual([]);
		expect(othersOf('a', briefs).map((one) => one.case)).toEqual(['d', 'b', 'c']);
	});
});
