/** A whole stack with a unit of its own, and what residents and officers do there, for the tests of the edge. */
import {
	decodeAnswer,
	encodeRequest,
	fromHex
} from '../../supabase/functions/_shared/frames/index.ts';
import { answer as lookupAnswer } from '../../supabase/functions/_shared/contracts/lookup.ts';
import { guardConsole } from '../../supabase/local/log.ts';
import { startStack } from '../../supabase/local/testing.ts';
import { formFor, makeWorld, newSecret, offersFor, proofFor } from './world.ts';

/** A key for one intention. */
export const key = () => crypto.randomUUID();

export async function startScene(wanted: Parameters<typeof makeWorld>[1] = {}) {
	const stack = await startStack();
	// As `npm start` does: what the API would print is reduced first, and is part of the log.
	const release = guardConsole(
		(line) => void stack.log.push(line),
		(text) => void stack.heard.api.push(text)
	);
	const world = await makeWorld(stack.sql, wanted);
	const booking = (action: string, args: unknown, token?: string) =>
		stack.edge('booking', `booking_${action}`, args, token);
	const lookup = async (request: unknown, secret: string) => {
		const response = await fetch(`${stack.origin}/functions/v1/lookup`, {
			method: 'POST',
			headers: { apikey: stack.keys.publishable, 'content-type': 'application/octet-stream' },
			body: encodeRequest(request)
		});
		const frame = new Uint8Array(await response.arrayBuffer());
		return lookupAnswer.parse(decodeAnswer(frame, fromHex(secret)));
	};
	/** Token of the window that begins at minute `from` of the first day; of the first window without one. */
	const tokenOf = async (from?: number): Promise<string> => {
		const { body } = await offersFor(stack, world);
		const windows = body.days[0].windows as { token: string; from: number }[];
		return windows.find((window) => from === undefined || window.from === from)!.token;
	};
	/** The id of a hold of that window. */
	const held = async (from?: number): Promise<string> =>
		(await booking('hold', { key: key(), token: await tokenOf(from), hold: null })).body.hold;
	/** What is sent at the end of the form. */
	const sent = async (hold: string | null, over: Record<string, unknown> = {}) => {
		const { lookup_hash } = await newSecret();
		return { key: key(), lookup_hash, hold, proof: null, form: formFor(world), ...over };
	};
	return {
		stack,
		sql: stack.sql,
		world,
		booking,
		lookup,
		/** What the lookup page reads for a code. */
		async open(secret: string) {
			const answer = await lookup({ op: 'open', lookup: secret, before: null }, secret);
			if (!('opened' in answer)) throw new Error('code' in answer ? answer.code : 'not a visit');
			return answer.opened;
		},
		tokenOf,
		held,
		sent,
		/** A visit with a promise, as its case is kept, and the code it is found by. */
		async booked(from?: number) {
			const secret = await newSecret();
			const hold = await held(from);
			const request = await sent(hold, { lookup_hash: secret.lookup_hash });
			const { reference } = (await booking('submit', request)).body;
			const [row] = await stack.sql`
				select id, version from queue.cases where reference = ${reference}`;
			return {
				...secret,
				hold,
				reference: reference as string,
				id: row!.id as string,
				version: row!.version as number
			};
		},
		/** A call that was asked for, as its case is kept, and the code it is found by. */
		async called() {
			const secret = await newSecret();
			const form = {
				name: 'Lê Thị Ớt',
				phone: '+84 900 000 102',
				area: world.area,
				hamlet: null,
				when: 'any',
				about: null
			};
			const proof = await proofFor(stack);
			const { lookup_hash } = secret;
			const answer = await booking('call_back', { key: key(), lookup_hash, proof, form });
			const [row] = await stack.sql`
				select id, version from queue.cases where reference = ${answer.body.reference}`;
			return { ...secret, answer, id: row!.id as string, version: row!.version as number };
		},
		/** Puts the end of a hold into the past, as ten minutes of waiting would. */
		lapse: (hold: string) =>
			stack.sql`
				update booking.stops set held_until = now() - interval '1 minute' where subject = ${hold}`,
		/** How many stops stand in the unit's days; of one visit, if it is named. */
		async promised(subject: string | null = null) {
			const [row] = await stack.sql`
				select count(*)::int as n
				from booking.stops s join booking.team_days d on d.id = s.team_day
				where d.unit = ${world.unit} and (s.held_until is null or s.held_until > now())
					and (s.subject = ${subject} or ${subject}::uuid is null)`;
			return row!.n as number;
		},
		/** Leaves `count` places in each of the unit's days. */
		places: (count: number) =>
			stack.sql`
				update booking.team_days set places = ${count}, version = version + 1
				where unit = ${world.unit}`,
		async stop() {
			release();
			await stack.stop();
		}
	};
}
export type Scene = Awaited<ReturnType<typeof startScene>>;
