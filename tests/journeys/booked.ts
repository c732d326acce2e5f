/** A visit booked through the doors, as the form would, in a unit of its own; and the code that opens it. */
import { randomBytes } from 'node:crypto';
import { makeCode } from '../../supabase/functions/_shared/code/index.ts';
import { keyTree } from '../../src/lib/sealed/tree.ts';
import { formFor, makeWorld, offersFor, proofFor, type World } from '../functions/world.ts';
import type { TestOfficer, TestStack } from './world.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const key = () => crypto.randomUUID();

/** A new code, as the browser makes one, with what the server may know of it. */
async function newAccess({ origin }: TestStack) {
	const { deploymentId } = await (await fetch(`${origin}/_config.json`)).json();
	const code = makeCode(randomBytes(15).map((byte) => byte & 31));
	return { code, lookup_hash: hex((await keyTree(code, deploymentId)).lookupHash) };
}

/** What an officer of the unit does with the case, by the name of the door. */
type Officer = (door: string, args: Record<string, unknown>) => Promise<void>;
export type Booked = {
	world: World;
	code: string;
	reference: string;
	officer: Officer;
	/** Stops that hold the case's time. */
	stops(): Promise<number>;
};

async function follow(stack: TestStack, world: World, access: { code: string }, reference: string) {
	let signed: TestOfficer | undefined;
	const officer: Officer = async (door, args) => {
		signed ??= await stack.officer({ unit: world.unit, roles: ['desk'] });
		const [row] = await stack.sql`
			select id, version from queue.cases where reference = ${reference}`;
		const command = { key: key(), id: row!.id, version: row!.version, ...args };
		const { status, body } = await stack.rpc(door, command, signed.token);
		if (status !== 200) throw new Error(`${door}: ${JSON.stringify(body)}`);
	};
	return {
		world,
		code: access.code,
		reference,
		officer,
		async stops() {
			const [row] = await stack.sql`
				select count(*)::int as n from booking.stops s
				join booking.visits v on v.id = s.subject
				join queue.cases c on c.id = v.case_id
				where c.reference = ${reference}`;
			return row!.n as number;
		}
	};
}

/** A unit of one's own that promises what the demo's first ward does: the other worlds have no clocks. */
export async function promisingWorld(stack: TestStack): Promise<World> {
	const world = await makeWorld(stack.sql);
	await stack.sql`
		insert into unit.clocks (unit, kind, clock, starts, amount, measure, limit_text, source, unsure, counts, other)
		select ${world.unit}, kind, clock, starts, amount, measure, limit_text, source, unsure, counts, other
		from unit.clocks where unit = '21439'`;
	return world;
}

/** A visit for `names` of one household, with the first window that opens; in a unit of its own, or in that of others. */
export async function bookVisit(
	stack: TestStack,
	names: string[] = ['Nguyễn Thị Lụa'],
	given: World | null = null
): Promise<Booked> {
	const world = given ?? (await makeWorld(stack.sql));
	const access = await newAccess(stack);
	const form = formFor(world);
	const people = names.map((name) => ({ ...form.people[0]!, name }));
	const offers = await offersFor(stack, world, {
		wanted: {
			area: world.area,
			hamlet: world.hamlets[0],
			people: people.map(({ needs }) => ({ needs }))
		}
	});
	const { token } = offers.body.days[0].windows[0];
	const held = await stack.edge('booking', 'booking_hold', { key: key(), token, hold: null });
	const { body, status } = await stack.edge('booking', 'booking_submit', {
		key: key(),
		lookup_hash: access.lookup_hash,
		hold: held.body.hold,
		proof: null,
		form: { ...form, people }
	});
	if (status !== 200) throw new Error(JSON.stringify(body));
	return follow(stack, world, access, body.reference);
}

/** Somebody of a unit who waits, as their family asked without a window. */
export async function waitFor(stack: TestStack, world: World, name: string): Promise<Booked> {
	const access = await newAccess(stack);
	const form = formFor(world);
	const { body, status } = await stack.edge('booking', 'booking_submit', {
		key: key(),
		lookup_hash: access.lookup_hash,
		hold: null,
		proof: await proofFor(stack),
		form: { ...form, people: [{ ...form.people[0]!, name, needs: ['old_age'] }] }
	});
	if (status !== 200) throw new Error(JSON.stringify(body));
	return follow(stack, world, access, body.reference);
}

/** A call that was asked for. */
export async function askCall(stack: TestStack): Promise<Booked> {
	const world = await makeWorld(stack.sql);
	const access = await newAccess(stack);
	const { body, status } = await stack.edge('booking', 'booking_call_back', {
		key: key(),
		lookup_hash: access.lookup_hash,
		proof: await proofFor(stack),
		form: {
			name: 'Lê Thị Ớt',
			phone: '0900 000 102',
			area: world.area,
			hamlet: null,
			when: 'morning',
			about: null
		}
	});
	if (status !== 200) throw new Error(JSON.stringify(body));
	return follow(stack, world, access, body.reference);
}
