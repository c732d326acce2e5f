import { m } from '#lib/paraglide/messages';
import { path } from '#lib/platform/path.ts';
import { places } from '#lib/platform/desk-places.ts';
import type { PlaceName } from '#lib/platform/paths.ts';

type Page = { place: PlaceName; title: () => string; about: () => string };

/** What a lead may set, in the order in which a new unit meets it. */
export const pages: readonly Page[] = [
	{ place: 'settingsUnit', title: m.unit_lead_title, about: m.unit_lead_about },
	{ place: 'settingsHamlets', title: m.unit_lead_hamlets_title, about: m.unit_lead_hamlets_about },
	{ place: 'settingsKits', title: m.unit_lead_kits_title, about: m.unit_lead_kits_about },
	{ place: 'settingsTeams', title: m.booking_lead_teams_title, about: m.booking_lead_teams_about },
	{ place: 'settingsWindows', title: m.unit_lead_windows_title, about: m.unit_lead_windows_about },
	{ place: 'settingsRules', title: m.unit_lead_rules_title, about: m.unit_lead_rules_about },
	{
		place: 'settingsCalendar',
		title: m.unit_lead_calendar_title,
		about: m.unit_lead_calendar_about
	},
	{ place: 'settingsClocks', title: m.unit_lead_clocks_title, about: m.unit_lead_clocks_about },
	{ place: 'settingsReplies', title: m.queue_replies_title, about: m.queue_replies_about },
	{ place: 'settingsChecklists', title: m.queue_checks_title, about: m.queue_checks_about },
	{ place: 'settingsOfficers', title: m.staff_lead_title, about: m.staff_lead_about },
	{ place: 'settingsFactors', title: m.staff_factors, about: m.staff_factors_about },
	{ place: 'settingsDesk', title: m.staff_desk_title, about: m.staff_desk_about },
	{
		place: 'settingsRetention',
		title: m.booking_lead_retention_title,
		about: m.booking_lead_retention_about
	}
];

/** Links to them, ready to show; `route` is the open page's. */
export const links = (route: string) =>
	pages.map(({ place, title, about }) => ({
		href: path(place),
		title: title(),
		about: about(),
		current: places[place].route === route
	}));
