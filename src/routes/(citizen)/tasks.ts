import { m } from '#lib/paraglide/messages';
import { path } from '#lib/platform/path.ts';

/** What can be done here, as the home page lists it. `placed`: a form that asks for the area, which is carried along. */
export const tasks = () => [
	{
		href: path('booking'),
		placed: true,
		icon: 'house' as const,
		title: m.home_book(),
		text: m.home_book_text()
	},
	{
		href: path('callBack'),
		placed: true,
		icon: 'call' as const,
		title: m.home_call_back(),
		text: m.home_call_back_text()
	},
	// Without the area: nothing of a tip stands in an address.
	{
		href: path('tips'),
		placed: false,
		icon: 'lock' as const,
		title: m.home_tip(),
		text: m.home_tip_text()
	},
	// Nor that a family needs help.
	{
		href: path('support'),
		placed: false,
		icon: 'person' as const,
		title: m.home_support(),
		text: m.home_support_text()
	},
	{
		href: path('lookup'),
		placed: false,
		icon: 'search' as const,
		title: m.home_lookup(),
		text: m.home_lookup_text()
	},
	{
		href: path('prepare'),
		placed: false,
		icon: 'card' as const,
		title: m.home_prepare(),
		text: m.home_prepare_text()
	}
];
