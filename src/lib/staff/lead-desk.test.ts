import { describe, expect, it } from 'vitest';
import * as cipher from '#lib/sealed/cipher.ts';
import { Problem } from '#lib/platform/problem.ts';
import { chainOf, later, lead, monday, officer, second, third, unit } from './desk-people.ts';
import { DeskBook } from './lead-desk.svelte.ts';
import type { Desk, DeskFloor, DeskOfficer } from './staff.ts';

const an = officer('Lê Thị An', lead, { lead: true });
const binh = officer('Trần Bình', second, { lead: true });
const chi = officer('Phạm Chi', third);
const first = { officers: [an], at: monday, by: lead };
const own = (holder: typeof lead) => holder.signer.verify;
type Sent = { key: string; version: number; link: string; signature: string; body: string };

/** A server that takes whatever is signed, as SQL would, and a page that talks to it. */
function bookOf(desk: Desk | null, officers: DeskOfficer[], floor: DeskFloor | null = null) {
	const sent: Sent[] = [];
	const server = { desk, officers, answers: [] as (Error | null)[] };
	const book = new DeskBook(unit, floor, {
		read: async () => ({ desk: server.desk, officers: server.officers }),
		cipher: async () => cipher,
		now: () => later(1),
		send: async (args) => {
			sent.push(args);
			const failed = server.answers.shift();
			if (failed) throw failed;
			const { members } = JSON.parse(args.body) as { members: { verify: string }[] };
			const recipients = members.map(
				({ verify }) => server.officers.find(({ keys }) => keys?.verify === verify)!.keys!.recipient
			);
			const links = [...(server.desk?.links ?? []), args];
			server.desk = { links, body: args.body, recipients };
			return { ok: true };
		}
	});
	return { book, sent, server };
}

describe('a lead and the desk list', () => {
	it('signs the first list, and then the next one on top of it', async () => {
		const { book, server } = bookOf(null, [an, chi]);
		await book.load();
		expect(book.barred(own(lead))).toBeNull();
		expect(await book.sign(lead)).toBe(true);
		expect(book.checked?.desk.members.map(({ name }) => name)).toEqual(['Cán bộ 1', 'Cán bộ 2']);
		server.officers = [an, binh, chi];
		await book.load();
		expect(book.draft().joined.map(({ officer }) => officer)).toEqual(['Trần Bình']);
		expect(await book.sign(lead)).toBe(true);
		expect([book.checked?.desk.version, book.trouble]).toEqual([2, null]);
	});

	it('signs nothing on top of a chain that does not fit', async () => {
		const forged = chainOf(first, { ...first, by: second });
		const { book, sent } = bookOf(forged, [an, binh]);
		await book.load();
		expect([book.trouble, book.checked]).toEqual(['list_unsigned', null]);
		expect(await book.sign(lead)).toBe(false);
		expect(sent).toEqual([]);
	});

	it('is stopped when the server hides a chain that the build knows', async () => {
		const { book } = bookOf(null, [an], { lead: own(lead), version: 1, head: 'a'.repeat(64) });
		await book.load();
		expect(book.trouble).toBe('list_forked');
	});

	it('cannot sign while it is another lead’s turn, nor as somebody who is no lead', async () => {
		const { book } = bookOf(chainOf(first), [an, binh, chi]);
		await book.load();
		expect([book.barred(own(second)), book.barred(own(third))]).toEqual(['other_key', 'no_lead']);
		expect(await book.sign(second)).toBe(false);
		expect(book.signer?.name).toBe('Lê Thị An');
	});

	it('cannot begin a chain that the build expects from somebody else', async () => {
		const { book } = bookOf(null, [an], { lead: own(second), version: 0, head: null });
		await book.load();
		expect(book.barred(own(lead))).toBe('not_built_in');
	});

	it('hands over to another lead, who signs from then on', async () => {
		const { book } = bookOf(chainOf(first), [an, binh, chi]);
		await book.load();
		expect(book.successors(own(lead)).map(({ name }) => name)).toEqual(['Trần Bình']);
		expect(await book.sign(lead, own(second))).toBe(true);
		expect([book.barred(own(lead)), book.barred(own(second))]).toEqual(['other_key', null]);
		expect(await book.sign(second)).toBe(true);
		expect(book.trouble).toBeNull();
	});

	it('who goes on after a lost key is believed by the next build, not by this one', async () => {
		const { book, server } = bookOf(chainOf(first), [{ ...an, keys: null }, binh], {
			...{ lead: own(lead), version: 0, head: null }
		});
		await book.load();
		expect([book.lost, book.signer, book.barred(own(second))]).toEqual([true, null, null]);
		expect(await book.sign(second)).toBe(true);
		expect(book.trouble).toBe('list_unsigned');
		const head = cipher.digestOf(server.desk!.links[1]!.link);
		const built = bookOf(server.desk, server.officers, { lead: own(second), version: 2, head });
		await built.book.load();
		expect([built.book.trouble, built.book.barred(own(second))]).toEqual([null, null]);
	});

	it('sends the same signature again after a lost answer', async () => {
		const { book, sent, server } = bookOf(null, [an]);
		server.answers = [new Problem({ code: 'unreachable', status: 0, offline: true })];
		await book.load();
		expect(await book.sign(lead)).toBe(false);
		expect(book.failed).toBeInstanceOf(Problem);
		expect(await book.sign(lead)).toBe(true);
		expect(sent[1]).toEqual(sent[0]);
	});
});
