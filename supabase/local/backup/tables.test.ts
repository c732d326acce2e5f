import { expect, it } from 'vitest';
import { connect } from '../bootstrap.ts';
import { createDatabase } from '../testing.ts';
import { loading } from './tables.ts';

it('whoever restores rows that the database refuses hears why, and what was there before is there', async () => {
	const db = await createDatabase();
	const admin = connect(db.urls.admin, 2);
	try {
		const [before] = await admin`select count(*)::int as n from unit.units`;
		const rows = await loading(admin);
		const refused = { name: 'db/unit.units/000000', bytes: Buffer.from('one column alone\n') };
		await rows.take(refused);
		await expect(rows.end([])).rejects.toThrow('took no rows of unit.units');
		await rows.abandon();
		const [after] = await admin`select count(*)::int as n from unit.units`;
		expect(before!.n).toBeGreaterThan(0);
		expect(after).toEqual(before);
	} finally {
		await admin.end({ timeout: 1 });
		await db.drop();
	}
});
