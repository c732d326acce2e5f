/** What the doctor says of the log of a database server. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serverLog } from '../../scripts/doctor/server-log.ts';
import { connect } from '../../supabase/local/bootstrap.ts';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';

let db: TestDatabase;
let admin: ReturnType<typeof connect>;
beforeAll(async () => {
	db = await createDatabase();
	admin = connect(db.urls.admin);
});
afterAll(async () => {
	await admin?.end();
	await db?.drop();
});
const told = async () => (await serverLog(db.sql)).map(({ what }) => what);

it('a server as `npm start` has it holds no words of residents', async () => {
	expect(await told()).toEqual([]);
});

it.each([
	['log_min_messages', 'warning', 'fatal', 'errors with the rows that they quote'],
	['log_statement', 'mod', 'none', 'statements with their values'],
	['log_min_duration_statement', '1000', '-1', 'slow statements with their values']
])('%s at %s is told of, for one writer and for all', async (name, value, right, so) => {
	const { name: database } = db;
	const of = (role: string) =>
		`For the role ${role} ${name} is ${value}: the server's log holds ${so}, and so what residents typed.`;
	await admin.unsafe(`alter role authenticator in database ${database} set ${name} = '${value}'`);
	expect(await told()).toEqual([of('authenticator')]);
	await admin.unsafe(`alter role authenticator in database ${database} reset ${name}`);
	// Set for everybody, and put right again for the API alone.
	await admin.unsafe(`alter database ${database} set ${name} = '${value}'`);
	await admin.unsafe(`alter role authenticator in database ${database} set ${name} = '${right}'`);
	expect(await told()).toEqual([of('postgres')]);
	await admin.unsafe(`alter role authenticator in database ${database} reset ${name}`);
	await admin.unsafe(`alter database ${database} reset ${name}`);
	expect(await told()).toEqual([]);
});
