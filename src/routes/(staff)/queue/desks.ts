/** The proven lists of units: `staff` fetches them, `unit` has the floor of this build, `sealed` proves, `tips` asks. */
import { latest } from '#lib/platform/clock.ts';
import { SealedError } from '#lib/sealed/index.ts';
import { listText, publicDesk, type Desk, type DeskFloor } from '#lib/staff/staff.ts';
import type { Desks } from '#lib/tips/officer-desks.ts';
import { floorOf } from '#lib/unit/floors.ts';

const cipher = () => import('#lib/sealed/cipher.ts');

/** @throws SealedError `list_unsigned` for a unit that this build or the server knows no list of */
async function chainOf(unit: string): Promise<{ desk: Desk; floor: DeskFloor }> {
	const floor = floorOf(unit);
	const desk = floor && (await publicDesk(unit, 0));
	if (!floor || !desk) throw new SealedError('list_unsigned');
	return { desk, floor };
}

export const desks: Desks = {
	async newest(unit) {
		const { desk, floor } = await chainOf(unit);
		return (await cipher()).verifyDesk(desk, floor, unit, latest());
	},
	async roll(unit, version) {
		const { desk, floor } = await chainOf(unit);
		const body = await listText(unit, version);
		if (!body) return null;
		const list = (await cipher()).verifyList({ links: desk.links, body }, floor, unit);
		return list.version === version ? new Set(list.members.map(({ verify }) => verify)) : null;
	}
};

/** Verify keys of the leads in one proven list, old or new; null where it cannot be had. */
export async function leadsAt(unit: string, version: number): Promise<ReadonlySet<string> | null> {
	const { desk, floor } = await chainOf(unit);
	const body = await listText(unit, version);
	if (!body) return null;
	const list = (await cipher()).verifyList({ links: desk.links, body }, floor, unit);
	if (list.version !== version) return null;
	return new Set(list.members.filter(({ lead }) => lead).map(({ verify }) => verify));
}
