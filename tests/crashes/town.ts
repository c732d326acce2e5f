/**
 * A town that goes on writing while its portal falls: residents who book, cancel, ask for a call and for help, a desk that notes, a
 * treasurer who takes gifts. Each remembers what was acknowledged.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import {
	decodeAnswer,
	encodeRequest,
	fromHex
} from '../../supabase/functions/_shared/frames/index.ts';
import { answer as lookupAnswer } from '../../supabase/functions/_shared/contracts/lookup.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import { invite, signUp } from '../../supabase/local/officers.ts';
import { formFor, makeWorld, newSecret } from '../functions/world.ts';
import type { Doors, Said } from './doors.ts';

/** What was acknowledged: the number of the case, its hash, and how it ended for who asked. */
export type Case = {
	kind: 'home_visit' | 'call_back' | 'support';
	hash: string;
	reference: string;
	state: 'held' | 'waiting' | 'confirmed' | 'cancelled' | 'other';
};
export type Kept = {
	cases: Case[];
	notes: string[];
	gifts: { id: string; amount: number }[];
};
export type Town = Awaited<ReturnType<typeof makeTown>>;

type Door = { origin: string; publishableKey: string };

/** Makes a unit with eight team-days, its desk and its treasurer. `idOf` finds a case by its number, however long that takes. */
export async function makeTown(
	sql: Sql,
	door: Door,
	doors: Doors,
	idOf: (reference: string) => Promise<string>
) {
	const world = await makeWorld(sql, { teams: 2, days: 4, places: 12 });
	const { unit, area } = world;
	const officer = async (roles: string[]) => {
		const email = `${roles[0]}-${randomUUID()}@example.test`;
		const invitation = await invite(sql, { unit, name: 'Cán bộ Thử Nghiệm', email, roles });
		return (await signUp(door, email, randomUUID(), invitation)).token;
	};
	const desk = await officer(['desk']);
	const treasurer = await officer(['treasurer']);
	const lead = await officer(['lead']);
	const book = { holder: 'Trưởng Công an phường', basis: 'Quy chế quản lý Quỹ', two_from: null };
	const account = { bank_bin: null, bank_name: null, account_number: null, account_name: null };
	demand(await doors.rpc('fund_book_save', { key: randomUUID(), ...book, ...account }, lead));

	const kept: Kept = { cases: [], notes: [], gifts: [] };
	const proof = async (path: 'booking' | 'support') =>
		solve((await doors.edge(path, `${path}_challenge`, {})).body.challenge);

	/** A hold of some free window; null when there is none. */
	async function hold(): Promise<string | null> {
		for (;;) {
			const wanted = { area, hamlet: world.hamlets[0], people: [{ needs: ['bedridden'] }] };
			const asked = { wanted, proof: await proof('booking'), hold: null, lookup: null };
			const offers = await doors.edge('booking', 'booking_offers', asked);
			// The answer to it was lost with the server.
			if (offers.body.code === 'proof_spent') continue;
			const windows = demand(offers).days.flatMap((day: { windows: object[] }) => day.windows);
			const one = windows[Math.floor(Math.random() * windows.length)] as { token: string };
			if (!one) return null;
			const taking = { key: randomUUID(), token: one.token, hold: null };
			const taken = await doors.edge('booking', 'booking_hold', taking);
			if (taken.body.code !== 'window_taken') return demand(taken).hold;
		}
	}

	async function cancel(booked: Case, lookup: string): Promise<void> {
		const say = { act: 'cancel', reason: 'no_longer_needed', died: [], note: null };
		const key = randomUUID();
		for (let version: number | null = null; ;) {
			const request =
				version === null
					? { op: 'open', lookup, before: null }
					: { op: 'say', lookup, key, version, say };
			const frame = await doors.frame(encodeRequest(request));
			if (!frame) continue;
			const answer = lookupAnswer.parse(decodeAnswer(frame, fromHex(lookup)));
			if ('opened' in answer) {
				if (answer.opened.state === 'cancelled') return void (booked.state = 'cancelled');
				({ version } = answer.opened);
			} else if (!('code' in answer) || answer.code !== 'busy')
				throw new Error(`cancelling: ${JSON.stringify(answer)}`);
		}
	}

	async function confirm(booked: Case): Promise<void> {
		const id = await idOf(booked.reference);
		const sent = { key: randomUUID(), id, version: 1, checked: 'population_data', papers: null };
		demand(await doors.rpc('booking_confirm', sent, desk));
		booked.state = 'confirmed';
	}

	const doing = {
		async books() {
			const held = await hold();
			const { lookup, lookup_hash } = await newSecret();
			const form = formFor(world);
			const paid = held ? null : await proof('booking');
			const sending = { key: randomUUID(), lookup_hash, hold: held, proof: paid, form };
			const { reference, state } = demand(await doors.edge('booking', 'booking_submit', sending));
			const booked: Case = { kind: 'home_visit', hash: lookup_hash, reference, state };
			kept.cases.push(booked);
			const next = Math.random();
			if (next < 0.3) await cancel(booked, lookup);
			else if (next < 0.6 && state === 'held') await confirm(booked);
		},
		async asksForACall() {
			const { lookup_hash } = await newSecret();
			const form = {
				name: 'Lê Thị Ớt',
				phone: '0900 000 102',
				area,
				hamlet: null,
				when: 'any',
				about: null
			};
			const sent = { key: randomUUID(), lookup_hash, proof: await proof('booking'), form };
			const { reference } = demand(await doors.edge('booking', 'booking_call_back', sent));
			kept.cases.push({ kind: 'call_back', hash: lookup_hash, reference, state: 'other' });
		},
		async asksForHelp() {
			const { lookup_hash } = await newSecret();
			const form = {
				...{
					asker: 'self',
					asked_by: null,
					hardship: 'agent_orange',
					story: null,
					wants: ['care']
				},
				...{ family_name: 'Võ Thị Lành', family_phone: '0900 000 201', area, hamlet: null },
				...{ landmark: 'Sau chợ', consent: true }
			};
			const sent = { key: randomUUID(), lookup_hash, proof: await proof('support'), form };
			const { reference } = demand(await doors.edge('support', 'support_ask', sent));
			kept.cases.push({ kind: 'support', hash: lookup_hash, reference, state: 'other' });
		},
		async notes() {
			const body = `Ghi chú ${randomUUID()}`;
			demand(await doors.rpc('queue_note', { key: randomUUID(), id: subject, body }, desk));
			kept.notes.push(body);
		},
		async gives() {
			const amount = 1000 * (1 + Math.floor(Math.random() * 900));
			const gift = { account: 'cash', amount, day: today, words: 'Ủng hộ phong trào' };
			const donor = { donor: null, shown: false, basis: null, decision: null };
			const sent = { key: randomUUID(), ...gift, ...donor };
			const { id } = demand(await doors.rpc('fund_gift', sent, treasurer));
			kept.gifts.push({ id, amount });
		}
	};
	const [day] = await sql`select house.local_day(now())::text as today`;
	const { today } = day as unknown as { today: string };
	await doing.asksForACall();
	const subject = await idOf(kept.cases[0]!.reference);

	return {
		unit,
		subject,
		kept,
		/** How much was acknowledged until now. */
		count: () => kept.cases.length + kept.notes.length + kept.gifts.length,
		/** Begins to live, with `rest` milliseconds between two things; the returned function ends it, when everybody has an answer. */
		begin(residents: number, rest = 0) {
			let open = true;
			const live = async (what: () => Promise<void>) => {
				for (; open; await pause(rest)) await what();
			};
			const { books, asksForACall, asksForHelp, notes, gives } = doing;
			const all = [asksForACall, asksForHelp, notes, notes, gives, gives];
			const lives = [...Array<() => Promise<void>>(residents).fill(books), ...all].map(live);
			const ended = Promise.all(lives);
			// Somebody's fault is told at once to who ends it, and is nobody's unheard rejection until then.
			ended.catch(() => {});
			return async () => {
				open = false;
				await ended;
			};
		}
	};
}

/** The answer of a command that must be taken. @throws Error with what it was refused with */
function demand({ status, body }: Said) {
	if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
	return body;
}
