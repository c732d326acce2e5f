/** Households that hold a window, book, move and cancel, and the desk that confirms them. */
import { randomInt, randomUUID } from 'node:crypto';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import { formFor, newSecret, type World } from '../functions/world.ts';
import { demand, type Doors } from './doors.ts';
import type { Case, Kept } from './kept.ts';

type Window = { token: string };
export type CaseOf = (reference: string) => Promise<{ id: string; version: number }>;
type Place = { doors: Doors; world: World; kept: Kept; caseOf: CaseOf; desk: string };

const offered = (said: Parameters<typeof demand>[0]) => {
	const windows = demand(said).days.flatMap(({ windows }: { windows: Window[] }) => windows);
	return windows[randomInt(windows.length || 1)] as Window | undefined;
};

/** @param desk the desk's token */
export function households({ doors, world, kept, caseOf, desk }: Place) {
	const { area, hamlets } = world;
	const booking = (action: string, args: object) =>
		doors.edge('booking', `booking_${action}`, args);
	const proof = async () => solve((await booking('challenge', {})).body.challenge);

	/** A hold of some free window; null when there is none. */
	async function hold(): Promise<string | null> {
		for (;;) {
			const wanted = { area, hamlet: hamlets[0], people: [{ needs: ['bedridden'] }] };
			const asked = { wanted, proof: await proof(), hold: null, lookup: null };
			const offers = await booking('offers', asked);
			// The answer to it was lost with the server.
			if (offers.body.code === 'proof_spent') continue;
			const one = offered(offers);
			if (!one) return null;
			const taken = await booking('hold', { key: randomUUID(), token: one.token, hold: null });
			if (taken.body.code === 'window_taken') continue;
			kept.tell('hold');
			return demand(taken).hold;
		}
	}

	async function move(booked: Case, lookup: string): Promise<void> {
		for (;;) {
			const asked = { wanted: null, proof: null, hold: null, lookup };
			const one = offered(await booking('offers', asked));
			if (!one) return;
			const sent = { key: randomUUID(), lookup, token: one.token };
			const moved = await booking('reschedule', sent);
			if (moved.body.code === 'window_taken') continue;
			booked.window = demand(moved).window;
			booked.did.push('move');
			return kept.tell('move');
		}
	}

	async function cancel(booked: Case, lookup: string): Promise<void> {
		const seen = await doors.lookup({ op: 'open', lookup, before: null }, lookup);
		if (!('opened' in seen)) throw new Error(`cancelling: ${JSON.stringify(seen)}`);
		const { version } = seen.opened;
		const say = { act: 'cancel', reason: 'no_longer_needed', died: [], note: null };
		const said = await doors.lookup({ op: 'say', lookup, key: randomUUID(), version, say }, lookup);
		if (!('opened' in said) || said.opened.state !== 'cancelled')
			throw new Error(`cancelling: ${JSON.stringify(said)}`);
		booked.state = 'cancelled';
		booked.did.push('cancel');
		kept.tell('cancel');
	}

	async function confirm(booked: Case): Promise<void> {
		const { id, version } = await caseOf(booked.reference);
		const sent = { key: randomUUID(), id, version, checked: 'population_data', papers: null };
		demand(await doors.rpc('booking_confirm', sent, desk));
		booked.state = 'confirmed';
		booked.did.push('confirm');
		kept.tell('confirm');
	}

	/** A household books, and some change their mind. */
	return async function books(): Promise<void> {
		const held = await hold();
		const { lookup, lookup_hash } = await newSecret();
		const form = formFor(world);
		// Whoever is told something has a number of their own, so that one who is told twice is seen.
		form.contact.phone = `0900 ${String(randomInt(1_000_000)).padStart(6, '0')}`;
		const paid = held ? null : await proof();
		const sending = { key: randomUUID(), lookup_hash, hold: held, proof: paid, form };
		const { reference, state } = demand(await booking('submit', sending));
		const kind = 'home_visit' as const;
		const booked: Case = { kind, hash: lookup_hash, reference, state, window: null, did: [] };
		kept.cases.push(booked);
		kept.tell('book');
		const next = Math.random();
		if (next < 0.4) return cancel(booked, lookup);
		if (state !== 'held') return;
		if (next > 0.7) await move(booked, lookup);
		if (next > 0.5) await confirm(booked);
	};
}
