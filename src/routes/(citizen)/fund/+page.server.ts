import { builtOf } from '#lib/fund/public-built.ts';
import { formatMoment } from '#lib/platform/format.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

/** Which units there are, and the ledger that is shown first: of the first unit that has one. */
export const load = () => {
	const units = snapshot.units.units.map(({ code, police_name }) => ({ code, police_name }));
	const ledgers = new Map(snapshot.ledgers?.map((one) => [one.unit, one]));
	const first = units.find(({ code }) => ledgers.has(code));
	const { ledger, rows } = (first && ledgers.get(first.code)) ?? { ledger: null, rows: [] };
	return {
		units,
		unit: (first ?? units[0])?.code ?? '',
		built: ledger && builtOf(ledger, rows),
		as_of: snapshot.units.as_of,
		made: formatMoment(snapshot.units.as_of)
	};
};
