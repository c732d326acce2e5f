/** The database that the matrix is read from: fresh, with Realtime's schema, so that its policies are there to be read. */
import { createDatabase, type TestDatabase } from '../../local/testing.ts';
import { standIn } from '../realtime-schema.ts';

export async function withRealtime(): Promise<TestDatabase> {
	const db = await createDatabase();
	await db.sql.unsafe(standIn);
	await db.sql`select queue.use_realtime()`;
	return db;
}
