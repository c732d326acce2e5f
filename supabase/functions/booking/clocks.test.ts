/** The machine of the edge functions has a clock of its own, the database another: what is promised goes by the database's. */
import { describe, expect, it } from 'vitest';
import { checkProof, makeChallenge } from '../_shared/proof/index.ts';
import { solve } from '../_shared/proof/solve.ts';
import { handle } from './handler.ts';
import { openOffer, sealOffer } from './offer.ts';
import type { Offers } from './shapes.ts';
import { area, hamlet, monday, refusalOf, scene, snapshotOf, teamDay, uuid } from './testing.ts';

const minute = 60_000;
/** The edge as it is, and its clock off by so many milliseconds. */
function edge(ahead: number, day: Parameters<typeof teamDay>[0] = {}) {
	const officer = { whoami: async () => ({ officer: uuid(20), unit: '21001' }) };
	const snapshot = async () => snapshotOf([teamDay(day)]);
	const { ports, calls } = scene({ snapshot }, officer);
	return { ports: { ...ports, now: () => monday + ahead }, calls };
}

describe.each([
	['twenty minutes ahead of', 20 * minute],
	['twenty minutes behind', -20 * minute]
])('where the edge’s clock is %s the database’s', (_, ahead) => {
	it('a resident is offered the same windows, and the one they tap is kept', async () => {
		const offers = async (by: number) => {
			const { ports } = edge(by);
			const wanted = { area, hamlet, people: [{ needs: [] }] };
			const asked = { wanted, proof: 'solved', hold: null, lookup: null };
			return (await handle(ports, { action: 'booking_offers', ...asked })) as Offers;
		};
		const windows = ({ days }: Offers) =>
			days.map(({ day, windows }) => [day, windows.map(({ from, to }) => [from, to])]);
		const told = await offers(ahead);
		expect(windows(told)).toEqual(windows(await offers(0)));
		expect(windows(told)).not.toEqual([]);
		const { ports, calls } = edge(ahead);
		const { token } = told.days[0]!.windows[0]!;
		await handle(ports, { action: 'booking_hold', key: uuid(1), token, hold: null });
		expect(calls.hold).toHaveLength(1);
	});

	it('a gathering later today is opened, and one whose hour has passed is not', async () => {
		const form = {
			...{ team_day: uuid(100), kind: 'culture_house', name: 'Nhà văn hóa thôn', area, hamlet },
			...{ landmark: null, note: null, keeper: { name: 'Ông Minh Họa', phone: '0900 000 200' } }
		};
		const open = (from: number) => {
			const { ports } = edge(ahead, { day: '2026-11-23' });
			const made = { form: { ...form, from, to: from + 60 }, gathering: null, version: null };
			return refusalOf(handle(ports, { action: 'booking_gathering_save', key: uuid(9), ...made }));
		};
		const eight = 8 * 60;
		expect(await open(eight + 15)).toBeNull();
		expect(await open(eight - 15)).toMatchObject({
			details: { fields: [{ field: 'from', code: 'passed' }] }
		});
	});

	it('an offer and a puzzle of one machine are good on another', async () => {
		const other = edge(0);
		const visit = { area, hamlet, minutes: 35, people: 1, channel: 'web', subject: null } as const;
		const offer = { ...visit, day: '2026-11-28', from: 450, to: 570 };
		// It is good for a quarter of an hour: of two machines that are further apart the page asks anew.
		const token = await sealOffer(edge(ahead / 2).ports, offer);
		expect(await openOffer(other.ports, token)).toMatchObject(offer);
		const of = { secret: 'a secret that only these tests know of', bind: 'booking' };
		const challenge = await makeChallenge({ ...of, difficulty: 3, now: Date.now() + ahead });
		const proof = await solve(challenge);
		expect(await checkProof({ ...of, proof })).toHaveProperty('nonce');
	});
});
