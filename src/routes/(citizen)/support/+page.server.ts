import { m } from '#lib/paraglide/messages';
import { snapshot } from '#lib/unit/snapshot.ts';

export const load = () => ({
	units: snapshot.units,
	urgent: {
		title: m.home_urgent(),
		police: m.home_call_113(),
		fire: m.home_fire(),
		ambulance: m.home_ambulance()
	}
});
