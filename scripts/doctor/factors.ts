/** The second factor, required in each unit and had by its officers, and what a password is changed by. */
import type { Sql } from 'postgres';
import { doubt, question, type Found } from './finding.ts';

export async function factors(sql: Sql): Promise<Found[]> {
	const [there] = await sql<{ offered: boolean }[]>`select staff.offers_factors() as offered`;
	if (!there!.offered) return [];
	const units = await sql<{ unit: string; without: number }[]>`
		select u.code as unit, count(*) filter (where (staff.factors(o.user_id)).factors = 0)::int as without
		from unit.units u
		join staff.officers o on o.unit = u.code and o.disabled_at is null
		left join unit.settings s on s.unit = u.code
		where not coalesce(s.require_mfa, false)
		group by 1 order by 1`;
	const found: Found[] = units.map(({ unit, without }) =>
		doubt(
			`Unit ${unit} does not require a second factor; ${without} of its officers have none.`,
			'Its lead switches it on under "Thiết lập, Xác thực hai lớp". Until then a stolen password is enough.'
		)
	);
	const [mfa] = await sql<{ count: number }[]>`
		select count(*)::int from staff.officers o where (staff.factors(o.user_id)).factors > 0`;
	if (mfa!.count === 0)
		found.push(
			question(
				'Is TOTP switched on in Auth? No officer has a second factor yet.',
				'Authentication, Multi-factor; self-hosted GOTRUE_MFA_TOTP_ENROLL_ENABLED and …_VERIFY_ENABLED=true.'
			)
		);
	found.push(
		question(
			'Does Auth ask for the present password before it takes a new one? A session alone could change it else, and nobody outside sees the setting.',
			'Authentication, Sign In, Email, "Require current password when updating"; self-hosted GOTRUE_SECURITY_UPDATE_PASSWORD_REQUIRE_CURRENT_PASSWORD=true.'
		)
	);
	return found;
}
