import { publicResults } from '#contracts/results.ts';
import { snapshot } from '#lib/unit/snapshot.ts';

/** Which units there are, and the report that is shown first: the newest of the first unit that published one. */
export const load = () => {
	const units = snapshot.units.units.map(({ code, police_name }) => ({ code, police_name }));
	const results = new Map(snapshot.results?.map((one) => [one.unit, one.told]));
	const first = units.find(({ code }) => results.has(code));
	const told = first && results.get(first.code);
	return {
		units,
		unit: (first ?? units[0])?.code ?? '',
		// What is not as the contract promises stops the build.
		built: told ? publicResults.parse(told) : null,
		as_of: snapshot.units.as_of
	};
};
