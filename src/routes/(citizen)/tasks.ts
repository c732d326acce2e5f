import { m } from '#lib/paraglide/messages';
import { path } from '#lib/platform/path.ts';

/** What can be done here, as the home page lists it. `area` ('?noi=21442' or nothing) is carried along to forms that ask for it. */
export const tasks = (area: string) => [
	{
		href: path('booking') + area,
		icon: 'house' as const,
		title: m.home_book(),
		text: m.home_book_text()
	},
	{
		href: path('callBack') + area,
		icon: 'call' as const,
		title: m.home_call_back(),
		text: m.home_call_back_text()
	},
	// Without the area: nothing of a tip stands in an address.
	{ href: path('tips'), icon: 'lock' as const, title: m.home_tip(), text: m.home_tip_text() },
	{
		href: path('lookup'),
		icon: 'search' as const,
		title: m.home_lookup(),
		text: m.home_lookup_text()
	},
	{
		href: path('prepare'),
		icon: 'card' as const,
		title: m.home_prepare(),
		text: m.home_prepare_text()
	}
];
