/** What the tables themselves refuse, whoever writes and past whatever door: each CHECK, unique, exclusion and foreign key. */
import type { Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/bootstrap.ts';
import { createDatabase, type TestDatabase } from '../../local/testing.ts';
import { constraintsOf, examples, manners, refusedBy } from './breaking.ts';
import { keeps } from './keeping.ts';
import { tellsOfRows } from './opened.ts';

const all = examples();
let db: TestDatabase;
let root: Sql;
beforeAll(async () => {
	db = await createDatabase({ connections: 1 });
	root = connect(db.urls.admin);
});
afterAll(async () => {
	await root?.end();
	await db?.drop();
});

test('every constraint of every table has a row that breaks it, and no line is of one that is gone', async () => {
	const there = await root.begin(constraintsOf);
	const named = [...all].flatMap(([table, example]) =>
		manners.flatMap((how) =>
			Object.keys(example[how] ?? {}).map((name) => `${table} ${how} ${name}`)
		)
	);
	const known = [...there].flatMap(([table, of]) =>
		manners.flatMap((how) => of[how].map((name) => `${table} ${how} ${name}`))
	);
	expect(known.filter((name) => !named.includes(name))).toEqual([]);
	expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

describe('a row is refused by the very constraint that it breaks:', () => {
	test.each([...all])('%s', async (table, example) => {
		const wrong: string[] = [];
		await root.begin(async (tx) => {
			for (const how of manners)
				for (const [name, broken] of Object.entries(example[how] ?? {})) {
					const by = await refusedBy(tx, table, example, how, name, broken);
					if (by !== name) wrong.push(`${name}: ${by ?? 'the row was taken'}`);
				}
		});
		expect(wrong).toEqual([]);
	});
});

test('what is written once is neither changed nor emptied, whoever does it', async () => {
	const kept = [...all].flatMap(([table, example]) =>
		Object.keys(example.kept ?? {}).map((trigger) => ({ table, example, trigger }))
	);
	expect(kept.length).toBeGreaterThan(20);
	const lost: string[] = [];
	for (const { table, example, trigger } of kept)
		await root.begin(async (tx) => {
			if (!(await keeps(tx, table, example, trigger))) lost.push(`${table} ${trigger}`);
		});
	expect(lost).toEqual([]);
});

test('of a table that somebody opened by mistake, a citizen and an officer still see no row', async () => {
	const told: string[] = [];
	for (const [table, { row }] of all)
		await root
			.begin(async (tx) => {
				if (await tellsOfRows(tx, table, row)) told.push(table);
				throw new Error('Back.');
			})
			.catch((error: Error) => expect(error.message, table).toBe('Back.'));
	expect(told).toEqual([]);
}, 60_000);
