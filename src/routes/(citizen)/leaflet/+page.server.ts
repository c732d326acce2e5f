import { snapshot } from '#lib/unit/snapshot.ts';

export const load = () => ({
	units: snapshot.units.units.map(
		({ code, police_name, hotline, hotline_sure, address, address_sure }) => ({
			...{ code, police_name, hotline, hotline_sure, address, address_sure }
		})
	)
});
