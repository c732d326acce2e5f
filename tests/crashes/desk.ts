/** The officers of a town: a desk that notes and takes sets of cases on, a treasurer who takes gifts. */
import { randomInt, randomUUID } from 'node:crypto';
import { demand, type Doors } from './doors.ts';
import type { Kept } from './kept.ts';
import type { CaseOf } from './visits.ts';

type Officer = { id: string; token: string };
type Place = { doors: Doors; kept: Kept; caseOf: CaseOf; desk: Officer; treasurer: Officer };

/** Cases that an officer marks and takes on together. */
const SET = 3;

/** `subject`: the case that notes are written on; `today` of the town, which gifts are given on; `call` has somebody ask for a call. */
export function officers(
	{ doors, kept, caseOf, desk, treasurer }: Place,
	{ subject, today, call }: { subject: string; today: string; call: () => Promise<string> }
) {
	return {
		async notes() {
			const body = `Ghi chú ${randomUUID()}`;
			demand(await doors.rpc('queue_note', { key: randomUUID(), id: subject, body }, desk.token));
			kept.notes.push(body);
			kept.tell('note');
		},
		async takesASet() {
			const named: string[] = [];
			while (named.length < SET) named.push(await call());
			const cases = await Promise.all(named.map(caseOf));
			const what = { do: 'assign', officer: desk.id };
			const sent = { key: randomUUID(), cases, what };
			const { results } = demand(await doors.rpc('queue_bulk', sent, desk.token));
			const refused = results.filter((one: { refused: string | null }) => one.refused);
			if (refused.length > 0) throw new Error(`a set: ${JSON.stringify(refused)}`);
			for (const one of kept.cases) if (named.includes(one.reference)) one.did.push('assign');
			kept.tell('set');
		},
		async gives() {
			const amount = 1000 * (1 + randomInt(900));
			const gift = { account: 'cash', amount, day: today, words: 'Ủng hộ phong trào' };
			const donor = { donor: null, shown: false, basis: null, decision: null };
			const sent = { key: randomUUID(), ...gift, ...donor };
			const { id } = demand(await doors.rpc('fund_gift', sent, treasurer.token));
			kept.gifts.push({ id, amount });
			kept.tell('gift');
		}
	};
}
