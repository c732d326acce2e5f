import { onDuty } from '#lib/staff/on-duty.svelte.ts';
import { areaOptions } from '#lib/unit/areas.ts';
import { UnitsNow } from '#lib/unit/now.svelte.ts';

/** The areas of the officer's unit, for a filter; none until the units are known. */
export class OwnAreas {
	#units = new UnitsNow({ as_of: '', demo: false, units: [], areas: [], hamlets: [] });
	#options = $derived.by(() => {
		const { areas, units: known } = this.#units.value;
		const mine = { areas, units: known.filter(({ code }) => code === onDuty.me?.unit.code) };
		return areaOptions(mine).map(({ value, label }) => ({ value, label }));
	});

	constructor() {
		void this.#units.refresh();
	}

	get options() {
		return this.#options;
	}
}
