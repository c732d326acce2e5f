import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DeskFloor } from './chain.ts';
import { officersOf, signDesk, verifyDesk, verifyList, type DeskMember } from './desk.ts';
import { newHolder, type Holder } from './holder.ts';
import type { Signer } from './signed.ts';

const UNIT = '21439';
const DAY = 86_400_000;
const signedAt = new Date('2026-11-01T08:00:00Z');
const after = (days: number) => new Date(signedAt.getTime() + days * DAY);
type Link = ReturnType<typeof signDesk>;

let lead: Holder;
let heir: Holder;
let officer: Holder;
let floor: DeskFloor;
const member = (holder: Holder, name: string): DeskMember => ({
	name,
	recipient: holder.recipient,
	verify: holder.signer.verify,
	lead: holder === lead
});
/** The next list after `before`, signed by `signer`. */
const next = (
	before: Link | null,
	signer: Signer,
	more: Partial<Parameters<typeof signDesk>[0]> = {}
) =>
	signDesk({
		unit: UNIT,
		version: before ? (JSON.parse(before.link) as { version: number }).version + 1 : 1,
		previous: before?.head ?? null,
		members: [member(lead, 'Cán bộ 1'), member(officer, 'Cán bộ 2')],
		at: signedAt.toISOString(),
		signer,
		...more
	});
const travelling = (...links: Link[]) => ({
	links: links.map(({ link, signature }) => ({ link, signature })),
	body: links.at(-1)!.body,
	recipients: [lead.recipient, officer.recipient]
});
const verify = (...links: Link[]) => verifyDesk(travelling(...links), floor, UNIT, after(1));

beforeAll(async () => {
	[lead, heir, officer] = [await newHolder(), await newHolder(), await newHolder()];
	floor = { lead: lead.signer.verify, version: 0, head: null };
});

it('a page takes the list that the lead signed, with everybody in it', () => {
	const one = next(null, lead.signer);
	const desk = verify(one, next(one, lead.signer));
	expect(desk).toMatchObject({ unit: UNIT, version: 2, stale: false, lead: lead.signer.verify });
	expect(desk.members.map(({ name, recipient }) => [name, recipient])).toEqual([
		['Cán bộ 1', lead.recipient],
		['Cán bộ 2', officer.recipient]
	]);
});

it('it is good for 35 days, and the lead is asked to sign again from day 21', () => {
	const desk = travelling(next(null, lead.signer));
	const on = (day: number) => verifyDesk(desk, floor, UNIT, after(day));
	expect([0, 21, 22, 35].map((day) => on(day).stale)).toEqual([false, false, true, true]);
	expect(on(0).expires).toEqual(after(35));
	expect(() => on(35.001)).toThrow('list_expired');
});

describe('a list is refused', () => {
	it('that somebody else signed, or nobody', () => {
		const one = next(null, lead.signer);
		expect(() => verify(next(null, officer.signer))).toThrow('list_unsigned');
		expect(() => verify(one, next(one, officer.signer))).toThrow('list_unsigned');
		expect(() => verify({ ...one, signature: '00'.repeat(64) })).toThrow('list_unsigned');
	});

	it('that leaves the chain', () => {
		const one = next(null, lead.signer);
		const other = next(null, lead.signer, { at: after(1).toISOString() });
		const two = next(one, lead.signer);
		expect(() => verify(other, two)).toThrow('list_forked');
		expect(() => verify(one, next(two, lead.signer))).toThrow('list_forked');
		expect(() => verify(two)).toThrow('list_forked');
		expect(() => verify(one, next(one, lead.signer, { version: 3 }))).toThrow('list_forked');
	});

	it('of another unit, or with a recipient whom it does not name', () => {
		expect(() => verify(next(null, lead.signer, { unit: '26740' }))).toThrow('list_foreign');
		const desk = travelling(next(null, lead.signer));
		const now = after(1);
		for (const recipients of [
			[lead.recipient, heir.recipient],
			[officer.recipient, lead.recipient],
			[lead.recipient]
		])
			expect(() => verifyDesk({ ...desk, recipients }, floor, UNIT, now)).toThrow('list_foreign');
	});

	it('whose words were changed', () => {
		const one = next(null, lead.signer);
		const changed = one.body.replace(officer.signer.verify, heir.signer.verify);
		expect(() => verify({ ...one, body: changed })).toThrow('list_damaged');
		expect(() => verify({ ...one, link: one.link.replace(UNIT, `${UNIT} `) })).toThrow(
			'list_foreign'
		);
		expect(() => verify({ ...one, link: '{' })).toThrow('list_damaged');
		expect(() => verify({ ...one, signature: 'x' })).toThrow('list_damaged');
		const none = { links: [], body: one.body, recipients: [] };
		expect(() => verifyDesk(none, floor, UNIT, after(1))).toThrow('list_damaged');
	});

	it('that would seal a tip to a classical key', async () => {
		const recipient = await identityToRecipient(await generateX25519Identity());
		const members = [{ ...member(officer, 'Cán bộ 1'), recipient }];
		expect(() => next(null, lead.signer, { members })).toThrow('classical_recipient');
		const desk = { ...travelling(next(null, lead.signer)), recipients: [recipient, recipient] };
		expect(() => verifyDesk(desk, floor, UNIT, after(1))).toThrow('classical_recipient');
	});
});

describe('a lead who hands over', () => {
	it('names the successor, who signs from then on, and nobody else does', () => {
		const one = next(null, lead.signer);
		const two = next(one, lead.signer, { successor: heir.signer.verify });
		expect(verify(one, two).lead).toBe(heir.signer.verify);
		expect(verify(one, two, next(two, heir.signer)).version).toBe(3);
		expect(() => verify(one, two, next(two, lead.signer))).toThrow('list_unsigned');
		expect(() => verify(one, next(one, heir.signer))).toThrow('list_unsigned');
	});
});

describe('a page that was built later', () => {
	it('takes only what leads on from the link it knows', () => {
		const one = next(null, lead.signer);
		const two = next(one, lead.signer);
		const three = next(two, lead.signer);
		const built = { lead: lead.signer.verify, version: 2, head: two.head };
		const taken = (...links: Link[]) => verifyDesk(travelling(...links), built, UNIT, after(1));
		expect(taken(two, three).version).toBe(3);
		expect(taken(two).version).toBe(2);
		expect(taken(one, two, three).version).toBe(3);
		const fork = next(one, lead.signer, { at: after(1).toISOString() });
		expect(() => taken(fork, next(fork, lead.signer))).toThrow('list_forked');
		expect(() => taken(one)).toThrow('list_forked');
		expect(() => taken(three)).toThrow('list_forked');
	});

	it('still knows who stood in an older list, however long ago', () => {
		const one = next(null, lead.signer);
		const two = next(one, lead.signer, { members: [member(lead, 'Cán bộ 1')] });
		const built = { lead: lead.signer.verify, version: 2, head: two.head };
		const links = travelling(one, two).links;
		const lists = [one, two].map(({ body }) => verifyList({ links, body }, built, UNIT));
		const officerOf = officersOf(lists, UNIT);
		const { verify: key } = officer.signer;
		expect([officerOf(1, key, null), officerOf(2, key, null)]).toEqual([true, false]);
		expect([officerOf(1, key, UNIT), officerOf(1, key, '26740')]).toEqual([true, false]);
		const forged = one.body.replace(key, heir.signer.verify);
		expect(() => verifyList({ links, body: forged }, built, UNIT)).toThrow('list_damaged');
	});
});
