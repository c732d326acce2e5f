/** Where tips about a unit's own officers go. Of units that take tips: one without a list of its own is not at work yet. */
import type { Sql } from 'postgres';
import { overseen } from '../overseen.ts';
import { doubt, fault, type Found } from './finding.ts';

export async function oversight(sql: Sql): Promise<Found[]> {
	const units = await overseen(sql);
	return units
		.filter(({ list }) => list.state !== 'none')
		.flatMap(({ code, police_name, desk }) => {
			const named = `${code} ${police_name}`;
			if (desk === null)
				return doubt(
					`Nobody takes tips about officers of ${named}: who sends one is told so.`,
					`Name another unit with a list of its own: npm run oversight -- ${code} <other unit> (docs/deploy/keys.md).`
				);
			const state = units.find((unit) => unit.code === desk)!.list.state;
			if (state === 'signed') return [];
			return fault(
				`Tips about officers of ${named} go to ${desk}, whose list pages refuse: nobody can send one.`,
				`Have the lead of ${desk} sign it, or name another: npm run oversight -- ${code} <other unit>.`
			);
		});
}
