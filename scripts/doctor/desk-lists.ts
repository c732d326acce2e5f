/** Whom each unit's tips are sealed to: the chain of lists as the server tells it, against the pages and against what was read out in person. */
import { SealedError } from '../../src/lib/sealed/problem.ts';
import { groups, judgeList, type Desk } from '../desk-list.ts';
import { doubt, fault, question, type Found } from './finding.ts';
import type { Patient } from './patient.ts';

type Unit = { code: string; police_name: string };

const DAY = 86_400_000;

function judge(
	{ code, police_name }: Unit,
	desk: Desk,
	pinned: string | undefined,
	built: string
): Found[] {
	const { list, expired, chain } = judgeList(desk, code);
	const found: Found[] = [];
	const named = `${code} ${police_name}`;
	if (expired)
		found.push(
			fault(
				`The desk list of ${named} is older than 35 days: nobody can send this unit a tip.`,
				'Ask the unit’s lead to sign it again under "Khóa".'
			)
		);
	else if (Date.now() > Date.parse(list.at) + 28 * DAY)
		found.push(
			doubt(
				`The desk list of ${named} was signed on ${list.at.slice(0, 10)}: after 35 days no page takes it.`,
				'Ask the unit’s lead to sign it again under "Khóa".'
			)
		);
	if (pinned !== undefined && pinned !== list.lead)
		found.push(
			fault(
				`The list of ${named} is signed by another key than the one you named.`,
				'Call the lead. If they did not hand over, somebody else has put this list there: stop the portal.'
			)
		);
	if (pinned === undefined)
		found.push(
			question(
				`Is this the key of ${named}'s lead? ${groups(list.lead)}`,
				`Have the lead read it from their printed sheet, then name it: --lead ${code}=${list.lead}`
			)
		);
	// The floor may be older than the newest list: then the page follows the signatures from there.
	const known = chain.some((link) => built.includes(link.head));
	if (!known)
		found.push(
			fault(
				`The pages were built with no link of the chain of ${named}: they will refuse its list, or never knew it.`,
				'Compare the key with the lead in person, then build again: npm run publish (docs/deploy/keys.md).'
			)
		);
	else if (!built.includes(list.head))
		found.push(
			doubt(
				`The pages know an older list of ${named} than the newest.`,
				'Nothing is wrong with it; npm run publish builds the newest in, and so pins it.'
			)
		);
	return found;
}

/** What the pages were built with stands in the data of the public page of the lists. */
async function builtInto({ ask }: Patient): Promise<string> {
	const data = await ask('/danh-sach-khoa/__data.json');
	return data.status === 200 ? data.text : (await ask('/danh-sach-khoa')).text;
}

export async function deskLists(patient: Patient): Promise<Found[]> {
	const told = (await patient.door('unit_public', {})) as { units?: Unit[] } | null;
	if (!told?.units?.length)
		return [
			fault(
				'The public door of the units gives no unit.',
				'See the findings of "functions" and "migrations"; where the seed is missing, fill in the units (docs/deploy.md).'
			)
		];
	const built = await builtInto(patient);
	const found: Found[] = [];
	for (const unit of told.units) {
		const { desk } = Object(
			await patient.door('staff_desk_public', { unit: unit.code, since: 0 })
		) as { desk?: Desk | null };
		const pinned = patient.known.leads?.[unit.code];
		if (!desk) {
			if (pinned !== undefined)
				found.push(
					fault(
						`Unit ${unit.code} has no desk list, and you named its lead's key.`,
						'Lists are never taken away: look at staff.desk_links and at the last backup.'
					)
				);
			continue;
		}
		try {
			found.push(...judge(unit, desk, pinned, built));
		} catch (error) {
			if (!(error instanceof SealedError)) throw error;
			found.push(
				fault(
					`The chain of desk lists of ${unit.code} does not hold (${error.code}): pages refuse it.`,
					'Somebody changed what was signed. Compare staff.desk_links with a backup, and call the lead.'
				)
			);
		}
	}
	return found;
}
