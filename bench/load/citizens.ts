/** What residents of the hour do, one thing after the other, with whatever it takes: challenge, proof, code. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { FrameError } from '../../supabase/functions/_shared/frames/index.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import { helpWanted } from '../../tests/faults/commands.ts';
import { formFor, newSecret, type World } from '../../tests/functions/world.ts';
import { demand, type Portal } from './portal.ts';

export function citizensOf(portal: Portal, world: World) {
	const { area, hamlets } = world;
	const proofFor = async (path: 'booking' | 'support') =>
		solve(demand(await portal.edge(path, `${path}_challenge`, {})).body.challenge);
	const hold = async (): Promise<string | null> => {
		const wanted = { area, hamlet: hamlets[0], people: [{ needs: ['bedridden'] }] };
		const asked = { wanted, proof: await proofFor('booking'), hold: null, lookup: null };
		const { body } = demand(await portal.edge('booking', 'booking_offers', asked));
		const windows = body.days.flatMap((day: { windows: object[] }) => day.windows);
		const one = windows[Math.floor(Math.random() * windows.length)] as { token: string } | undefined;
		if (!one) return null;
		const taking = { key: randomUUID(), token: one.token, hold: null };
		return demand(await portal.edge('booking', 'booking_hold', taking), [409]).body.hold ?? null;
	};
	async function cancels(lookup: string) {
		const opened = await portal.lookup({ op: 'open', lookup, before: null }, lookup);
		if (!('opened' in opened)) throw new Error(`opening: ${JSON.stringify(opened)}`);
		const say = { act: 'cancel', reason: 'no_longer_needed', died: [], note: null };
		const { version } = opened.opened;
		const sent = { op: 'say', lookup, key: randomUUID(), version, say };
		const said = await portal.lookup(sent, lookup);
		// The desk confirmed in the same moment.
		if (!('opened' in said) && !('code' in said && said.code === 'stale'))
			throw new Error(`cancelling: ${JSON.stringify(said)}`);
	}
	return {
		async books() {
			demand(await portal.rpc('booking_days', {}));
			const held = await hold();
			const { lookup, lookup_hash } = await newSecret();
			const proof = held ? null : await proofFor('booking');
			const sent = { key: randomUUID(), lookup_hash, hold: held, proof, form: formFor(world) };
			demand(await portal.edge('booking', 'booking_submit', sent));
			// Some while the desk confirms, so that days stay as full as they are.
			await pause(Math.random() * 20_000);
			await cancels(lookup);
		},
		async asksForACall() {
			const { lookup_hash } = await newSecret();
			const form = { name: 'Lê Thị Ớt', phone: '0900 000 102', area, hamlet: null, when: 'any', about: null };
			const sent = { key: randomUUID(), lookup_hash, proof: await proofFor('booking'), form };
			demand(await portal.edge('booking', 'booking_call_back', sent));
		},
		async asksForHelp() {
			const { lookup_hash } = await newSecret();
			const form = helpWanted(area);
			const sent = { key: randomUUID(), lookup_hash, proof: await proofFor('support'), form };
			demand(await portal.edge('support', 'support_ask', sent));
		},
		async guesses() {
			const { lookup } = await newSecret();
			const nobody = await portal.lookup({ op: 'open', lookup, before: null }, lookup).catch(notFound);
			if (nobody) throw new Error('a code that nobody has opened something');
		}
	};
}

/** What a code that nobody has is answered with cannot be read. */
function notFound(error: unknown): undefined {
	if (!(error instanceof FrameError) || error.message !== 'not_found') throw error;
}
