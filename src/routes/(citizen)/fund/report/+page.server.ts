import { builtReportOf } from '#lib/fund/public-built.ts';
import { dayOf } from '#lib/platform/format.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

/** Which units there are, and what is read without JavaScript: the newest statement of the first unit that has a ledger. */
export const load = () => {
	const units = snapshot.units.units.map(({ code, police_name }) => ({ code, police_name }));
	const ledgers = new Map(snapshot.ledgers?.map((one) => [one.unit, one.ledger]));
	const first = units.find(({ code }) => ledgers.has(code));
	const ledger = first && ledgers.get(first.code);
	return {
		units,
		unit: (first ?? units[0])?.code ?? '',
		built: ledger ? builtReportOf(ledger, dayOf(snapshot.units.as_of)) : null
	};
};
