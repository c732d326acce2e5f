/** A unit's lead, its auditor and others, for the tests of reports; `world` has neither cases nor a ledger of its own. */
import { doors } from '../functions/_shared/contracts/results.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { visitOf } from './cases.ts';
import { asPerson, newKey, officerOf, one, problemOf, type Person } from './people.ts';

export const unit = '21457';
export type World = {
	db: TestDatabase;
	lead: Person;
	auditor: Person;
	desk: Person;
	elsewhere: Person;
};

export async function world(): Promise<World> {
	const db = await createDatabase();
	return {
		db,
		lead: await officerOf(db, unit, ['lead'], 'Trưởng Minh Họa'),
		auditor: await officerOf(db, unit, ['auditor'], 'Kiểm Tra Minh Họa'),
		desk: await officerOf(db, unit, ['desk']),
		elsewhere: await officerOf(db, '21472', ['lead'])
	};
}

type Door = keyof typeof doors;
type Args = Record<string, unknown>;

/** Asks a door of the room as an officer; the answer is held against the contract. */
export const ask = <Name extends Door>(
	{ db }: Pick<World, 'db'>,
	who: Person,
	door: Name,
	args: Args = {}
): Promise<ReturnType<(typeof doors)[Name]['answer']['parse']>> =>
	asPerson(db, who, async (tx) => {
		const names = Object.keys(args);
		const list = names.map((name, n) => `${name} => $${n + 1}`).join(', ');
		const values = Object.values(args).map((value) =>
			value !== null && typeof value === 'object' ? tx.json(value as never) : value
		);
		const rows = await tx.unsafe(`select public.${door}(${list}) as answer`, values as never[]);
		return doors[door].answer.parse(one(rows).answer) as never;
	});

/** The same for a command, under a key of its own. */
export const tell = <Name extends Door>(
	w: Pick<World, 'db'>,
	who: Person,
	door: Name,
	args: Args
) => ask(w, who, door, { key: newKey(), ...args });

/** What anybody is told. */
export async function publicly(
	{ db }: Pick<World, 'db'>,
	period: string | null = null,
	edition: number | null = null,
	of = unit
) {
	const rows = await db.as(
		{ role: 'anon' },
		(tx) => tx`select public.results_public(${of}, ${period}, ${edition}) as answer`
	);
	return doors.results_public.answer.parse(one(rows).answer);
}

export type Kind = 'month' | 'quarter' | 'year';
export const draft = async (w: World, kind: Kind, year: number, nth: number) =>
	(await tell(w, w.lead, 'results_draft', { kind, year, nth })).id;
export const read = (w: World, id: string, who = w.lead) => ask(w, who, 'results_report', { id });
export async function publish(w: World, id: string) {
	const { version } = await read(w, id);
	return tell(w, w.lead, 'results_publish', { id, version });
}
/** Drafts and publishes a period; answers its id. */
export async function published(w: World, kind: Kind, year: number, nth: number) {
	const id = await draft(w, kind, year, nth);
	await publish(w, id);
	return id;
}

/** What an answer says of one figure. */
export const figureOf = <Row extends { figure: string }>(
	answer: { figures: Row[] },
	name: string
): Row => one(answer.figures.filter(({ figure }) => figure === name));

/** Every figure of the unit over days, as a report counts it before anything is hidden. */
export async function counted({ db }: Pick<World, 'db'>, from: string, to: string, of = unit) {
	const rows = await db.sql<{ figure: string; amount: string | null }[]>`
		select figure, amount from results.counted(${of}, ${from}, ${to})`;
	return Object.fromEntries(
		rows.map(({ figure, amount }) => [figure, amount === null ? null : Number(amount)])
	);
}

/** An instant of the wall clock in Việt Nam. */
export const at = (local: string) => `${local}:00+07:00`;

/** Something that happened to a case. */
export const event = ({ db }: World, id: string, when: string, code: string, data: object) =>
	db.sql`
		insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
		values (${id}, ${when}, ${code}, 'system', ${db.sql.json(data as never)}, true)`;

/** What came of a visit that was promised for a day; written down whenever. */
export const outcome = (
	w: World,
	id: string,
	day: string,
	outcomes: string[],
	gathering: string | null = null
) =>
	event(w, id, '2020-06-30T00:00:00Z', 'outcome', {
		promise: { day, team_day: null, from: 450, to: 570, gathering },
		people: outcomes.map((outcome) => ({ outcome }))
	});

/** So many people who were served at home on a day. */
export async function served(w: World, day: string, people: number) {
	const { id } = await visitOf(w.db, unit);
	await outcome(w, id, day, Array<string>(people).fill('captured'));
}

/** The code of a refusal, and the field at fault. */
export async function refused(work: Promise<unknown>) {
	const problem = await problemOf(work);
	return problem && [problem.message, problem.detail].filter(Boolean).join(' ');
}

/** What an officer sees of the unit's models, rules and reports. */
export const desk = (w: World, who = w.lead) => ask(w, who, 'results_desk');
