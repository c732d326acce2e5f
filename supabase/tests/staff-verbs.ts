/** What leads and officers do in the room staff, said shortly: each calls its door as a browser would. */
import { randomUUID } from 'node:crypto';
import { doors } from '../functions/_shared/contracts/staff.ts';
import { newToken, tokenHash, type TestDatabase } from '../local/testing.ts';
import { asPerson, newKey, one, type Person } from './people.ts';

export type StaffVerbs = ReturnType<typeof staffVerbsOf>;
type Invited = {
	key: string;
	name: string;
	email: string;
	roles: string[];
	hamlet: string | null;
	hash: string;
};

export function staffVerbsOf(db: TestDatabase) {
	return {
		/** Who am I? */
		me: (person: Person, aal?: 'aal1' | 'aal2') =>
			asPerson(
				db,
				person,
				async (tx) => doors.staff_me.answer.parse(one(await tx`select public.staff_me() as a`).a),
				aal
			),
		/** What anyone learns of a token. */
		async anyone(token: string) {
			const { a } = one(
				await db.as(
					{ role: 'anon' },
					(tx) => tx`select public.staff_invitation_check(${token}) as a`
				)
			);
			return doors.staff_invitation_check.answer.parse(a);
		},
		invite(person: Person, fields: Partial<Invited> = {}) {
			const {
				key = newKey(),
				name = 'Trần Thị Mới',
				email = `${randomUUID()}@example.vn`,
				roles = ['desk'],
				hamlet = null,
				hash = tokenHash(newToken()).toString('hex')
			} = fields;
			return asPerson(db, person, async (tx) => {
				const { a } = one(
					await tx`select public.staff_invite(${key}, ${name}, ${email}, ${roles}, ${hamlet}, ${hash}) as a`
				);
				return doors.staff_invite.answer.parse(a);
			});
		},
		save: (
			person: Person,
			officer: Person,
			{
				name = 'Lê Văn Đổi',
				roles = ['desk'],
				hamlet = null as string | null,
				disabled = false,
				key = newKey()
			} = {}
		) =>
			asPerson(
				db,
				person,
				(tx) => tx`
				select public.staff_officer_save(${key}, ${officer.sub}, ${name}, ${roles}, ${hamlet}, ${disabled}, 'Theo quyết định')`
			)
	};
}
