/** Cases for the SQL tests, made through the doors that the edge functions call. */
import { randomBytes } from 'node:crypto';
import type { Need } from '../functions/_shared/contracts/booking.ts';
import type { TestDatabase } from '../local/testing.ts';
import { newKey, one } from './people.ts';

const words = ['cánh diều', 'hạt gạo'];
const phone = '+84900000123';

export type MadeCase = { id: string; reference: string; hash: string; words: string[] };

/** The first area of each unit. */
const areaOf: Record<string, string> = {
	'21439': '21439',
	'21451': '21451',
	'21457': '21457',
	'21472': '21472',
	'21478': '21478'
};

async function caseOf(db: TestDatabase, hash: string): Promise<MadeCase> {
	const row = one(
		await db.sql`select c.id, c.reference from queue.cases c where c.id = lookup.case_of(decode(${hash}, 'hex'))`
	);
	return { id: row.id, reference: row.reference, hash, words };
}

/** "Nhờ cán bộ gọi lại". */
export async function callBackOf(db: TestDatabase, unit: string, { area = areaOf[unit] } = {}) {
	const hash = randomBytes(32).toString('hex');
	const form = {
		name: 'Huỳnh Thị Gọi',
		phone,
		area,
		hamlet: null,
		when: 'any',
		about: 'Hỏi về căn cước cho mẹ'
	};
	await db.as(
		{ role: 'service_role' },
		(tx) => tx`
		select public.booking_call_back_write(${newKey()}, ${tx.json({ hash })}, ${hash}, ${tx.json(form)}, ${words}, null)`
	);
	return { ...(await caseOf(db, hash)), form };
}

/** A visit for one person on the waitlist; `needs` are what the team must know of them. */
export async function visitOf(
	db: TestDatabase,
	unit: string,
	{ area = areaOf[unit], needs = ['old_age'] as Need[] } = {}
) {
	const hash = randomBytes(32).toString('hex');
	const form = {
		booking_for: 'relative',
		people: [
			{
				name: 'Võ Thị Già',
				birth: { year: 1940 },
				service: 'renew',
				needs,
				lacks_capacity: false,
				representative: null,
				old_number: null
			}
		],
		consent: true,
		place: {
			kind: 'home',
			area,
			hamlet: null,
			landmark: 'Sau chợ',
			address: null,
			permanent_elsewhere: null,
			point: null
		},
		contact: {
			name: 'Võ Văn Cháu',
			phone,
			relation: 'grandchild',
			person_knows: true,
			at_home: null
		}
	};
	await db.as(
		{ role: 'service_role' },
		(tx) => tx`
		select public.booking_submit_write(${newKey()}, ${tx.json({ hash })}, ${hash}, null, ${tx.json(form)}, 25, null, ${words}, null, 'web')`
	);
	return { ...(await caseOf(db, hash)), form };
}
