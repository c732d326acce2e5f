/** What a lead and Auth do for an officer who forgot the password, said shortly. */
import { randomUUID } from 'node:crypto';
import { doors } from '../functions/_shared/contracts/staff-reset.ts';
import { newToken, tokenHash, type TestDatabase } from '../local/testing.ts';
import { asPerson, newKey, one, type Person } from './people.ts';

type Made = { reason?: string; aal?: 'aal1' | 'aal2'; token?: string; key?: string };

export const resetsOf = (db: TestDatabase) => ({
	/** A lead hands an officer a token for a new password. */
	make: (
		by: Person,
		officer: Person,
		{ reason = 'Quên mật khẩu', aal = 'aal1', token = newToken(), key = newKey() }: Made = {}
	) =>
		asPerson(
			db,
			by,
			async (tx) => {
				const hash = tokenHash(token).toString('hex');
				const { a } = one(
					await tx`select public.staff_reset_make(${key}, ${officer.sub}, ${hash}, ${reason}) as a`
				);
				return { token, ...doors.staff_reset_make.answer.parse(a) };
			},
			aal
		),
	/** As Supabase's Auth does when the function asks it to: the password, then what it is to keep; all or nothing. */
	spend: ({ sub }: Person, token: string, password: string = randomUUID()) =>
		db.sql.begin(async (tx) => {
			await tx`update auth.users set encrypted_password = ${password} where id = ${sub}`;
			await tx`update auth.users set raw_user_meta_data = ${tx.json({ city: 'x', password_reset: token })} where id = ${sub}`;
			return password;
		}),
	/** What was written down of an officer, oldest first. */
	changesOf: async ({ sub }: Person) => [
		...(await db.sql`select by, data, reason from staff.changes where officer = ${sub} order by at`)
	]
});
