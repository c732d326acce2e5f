import { beforeAll, expect, it } from 'vitest';
import { signDesk } from '../../src/lib/sealed/desk.ts';
import { newHolder, type Holder } from '../../src/lib/sealed/holder.ts';
import { deskLists } from './desk-lists.ts';
import type { Answer, Patient } from './patient.ts';

const DAY = 86_400_000;
let lead: Holder;
beforeAll(async () => {
	lead = await newHolder();
});

/** A list that was signed so many days ago. */
function signed(days: number) {
	const members = [
		{ name: 'Cán bộ 1', recipient: lead.recipient, verify: lead.signer.verify, lead: true }
	];
	const at = new Date(Date.now() - days * DAY).toISOString();
	const { head, link, signature, body } = signDesk({
		...{ unit: '21439', version: 1, previous: null, members, at, signer: lead.signer }
	});
	return { head, desk: { links: [{ link, signature }], body, recipients: [lead.recipient] } };
}

async function found(desk: unknown, built: string, pinned?: string) {
	const doors: Record<string, unknown> = {
		unit_public: { units: [{ code: '21439', police_name: 'Công an phường Thử' }] },
		staff_desk_public: { desk }
	};
	const patient = {
		ask: async () => ({ status: 200, text: built }) as Answer,
		door: async (name: string) => doors[name],
		known: pinned ? { leads: { '21439': pinned } } : {}
	} as unknown as Patient;
	return (await deskLists(patient)).map(({ weight, what }) => `${weight}: ${what}`).join('\n');
}

it('a chain that pages know and whose key was named gives no finding', async () => {
	const { head, desk } = signed(3);
	expect(await found(desk, head, lead.signer.verify)).toBe('');
});

it('a key that nobody compared yet is asked about, in groups that can be read out', async () => {
	const { head, desk } = signed(3);
	expect(await found(desk, head)).toMatch(/^question: Is this the key of .* ([0-9a-f]{4} ){15}/);
});

it('another key than the one that was read out is told of', async () => {
	const { head, desk } = signed(3);
	expect(await found(desk, head, 'ab'.repeat(32))).toMatch(/signed by another key/);
});

it('a list is told of before it lapses, and when it has', async () => {
	expect(await found(signed(30).desk, '', lead.signer.verify)).toMatch(/doubt: The desk list of/);
	expect(await found(signed(36).desk, '', lead.signer.verify)).toMatch(/older than 35 days/);
});

it('pages that were built without the chain are told of', async () => {
	const { desk } = signed(3);
	expect(await found(desk, 'nothing', lead.signer.verify)).toMatch(/built with no link/);
});

it('a chain that somebody changed is told of, and so is one that is gone', async () => {
	const { head, desk } = signed(3);
	const [link] = desk.links;
	const forged = { ...desk, links: [{ ...link!, signature: '0'.repeat(128) }] };
	expect(await found(forged, head)).toMatch(/does not hold \(list_unsigned\)/);
	expect(await found(null, head, lead.signer.verify)).toMatch(/has no desk list, and you named/);
	expect(await found(null, '')).toBe('');
});
