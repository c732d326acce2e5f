import { toldPostponed } from '#lib/booking/told-postponed.ts';
import { m } from '#lib/paraglide/messages';
import { snapshot } from '#lib/unit/snapshot.ts';
import { tasks } from './tasks.ts';

export const load = () => ({
	units: { ...snapshot.units, hamlets: [] },
	days: snapshot.days && { ...snapshot.days, postponed: [] },
	postponed: toldPostponed(snapshot.days),
	// Words that stand still are written into the page, where they pack with the text that says them.
	words: {
		name: m.home_page_title(),
		description: m.home_description(),
		urgent: {
			title: m.home_urgent(),
			police: m.home_call_113(),
			fire: m.home_fire(),
			ambulance: m.home_ambulance()
		},
		title: m.home_title(),
		tasks: tasks(),
		days: { title: m.home_days_title(), all: m.home_days_all(), book: m.home_days_book() },
		duty: { title: m.home_duty_title(), choose: m.home_duty_choose(), areas: m.home_areas() },
		tell: { title: m.home_tell_title(), text: m.home_tell_text() },
		fraud: { title: m.home_fraud_title(), text: m.home_fraud_text() }
	}
});
