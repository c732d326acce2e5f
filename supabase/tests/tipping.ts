/** A unit that takes tips: a lead, two investigators and others of the house, with a signed list. */
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { newKey, officerOf, type Person } from './people.ts';
import { door, enrol, sealer, send, sign, tipFor, type Keys, type Seal } from './sealed.ts';

export type Scene = {
	db: TestDatabase;
	seal: Seal;
	lead: Person;
	first: Person;
	second: Person;
	/** Investigator without keys, who stands in no list. */
	outside: Person;
	desk: Person;
	/** Lead of another unit that takes tips. */
	neighbour: Person;
	/** Investigator of the neighbours, the other one in their list. */
	late: Person;
	keys: Record<'lead' | 'first' | 'second' | 'neighbour' | 'late', Keys>;
	head: string;
};

export async function scene(): Promise<Scene> {
	const db = await createDatabase();
	const lead = await officerOf(db, '21439', ['lead']);
	const first = await officerOf(db, '21439', ['investigator']);
	const second = await officerOf(db, '21439', ['investigator']);
	const outside = await officerOf(db, '21439', ['investigator']);
	const desk = await officerOf(db, '21439', ['desk']);
	const neighbour = await officerOf(db, '21451', ['lead', 'investigator']);
	const late = await officerOf(db, '21451', ['investigator'], 'Phạm Văn Mới');
	const keys = {
		lead: await enrol(db, lead),
		first: await enrol(db, first),
		second: await enrol(db, second),
		neighbour: await enrol(db, neighbour),
		late: await enrol(db, late)
	};
	// The list of the unit names its lead; tips are sealed to everybody in it.
	const head = await sign(db, lead, [
		{ keys: keys.lead, lead: true },
		{ keys: keys.first },
		{ keys: keys.second }
	]);
	await sign(db, neighbour, [{ keys: keys.neighbour, lead: true }, { keys: keys.late }]);
	const seal = await sealer();
	return { db, seal, lead, first, second, outside, desk, neighbour, late, keys, head };
}

/** A tip for the unit's desk, sealed to everybody in its list. */
export const sendTip = ({ db, seal, keys }: Scene, changes: object = {}) =>
	send(db, {
		...tipFor(seal, '21439', 1, [keys.lead.verify, keys.first.verify, keys.second.verify]),
		...changes
	});

/** A command of an officer, with a new key unless one is given. */
export const tell = <T>({ db }: Scene, who: Person, name: string, args: Record<string, unknown>) =>
	door<T>(db, who, name, { key: newKey(), ...args });

/** What the holder of a code says, as the edge passes it on. */
export const write = (
	{ db, seal }: Scene,
	hash: string,
	say: { seq: number; epoch: number; item?: string; sealed?: string; parts?: string[] },
	key = newKey()
) =>
	door<Record<string, never> | null>(db, 'service_role', 'lookup_say', {
		lookup_hash: hash,
		key,
		version: 0,
		say: { act: 'message', item: newKey(), sealed: seal(4), ...say }
	});

export const look = <T>({ db }: Scene, hash: string, before: number | null = null) =>
	door<T>(db, 'service_role', 'lookup_open', { lookup_hash: hash, before });
