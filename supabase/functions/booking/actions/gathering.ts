import { Refusal, invalid } from '../../_shared/answer/index.ts';
import { toInstant } from '../../_shared/days/index.ts';
import { readGathering } from '../form.ts';
import { stayIn } from '../gathering.ts';
import { insist } from '../keep.ts';
import { demandUnit, look } from '../look.ts';
import { once } from '../../_shared/edge/once.ts';
import type { Run } from '../ports.ts';

/** Opens a gathering or changes it. Where its hours and its place stay, nothing is planned anew. */
export const gatheringSave: Run<'booking_gathering_save'> = async (ports, args) => {
	const officer = ports.officer();
	const { officer: who, unit } = await officer.whoami();
	return once(ports, 'booking_gathering_save', args, async (command) => {
		const form = readGathering(args.form);
		const known = args.gathering === null ? null : await officer.gathering(args.gathering);
		if (known && known.version !== args.version)
			throw new Refusal(409, 'stale', { field: 'version' });
		const gathering = args.gathering ?? ports.uuid();
		const { team_day, area, hamlet, from, to } = form;
		const stays =
			known !== null &&
			known.team_day === team_day &&
			known.area === area &&
			known.hamlet === hamlet &&
			known.from === from &&
			known.to === to;
		const begun = known?.team_day === team_day && known.from === from;
		const plan = async () => {
			const snapshot = await look(ports, form, gathering);
			demandUnit(snapshot, unit, 'area');
			if (stays) return null;
			const day = snapshot.days.find(({ id }) => id === team_day);
			if (!day) throw new Refusal(409, 'day_closed', { field: 'team_day' });
			// By the clock that all promises go by, which may be minutes away from this machine's.
			if (!begun && toInstant(day.day, from).getTime() < Date.parse(snapshot.now))
				throw invalid([{ field: 'from', code: 'passed' }]);
			const found = stayIn(snapshot, day, { id: gathering, area, from, to });
			if ('reason' in found) throw invalid([{ field: 'from', code: found.reason }]);
			return found;
		};
		const { version } = args;
		return insist(ports, plan, (found) =>
			ports.store.gathering(command, { officer: who, gathering, version, form, plan: found })
		);
	});
};
