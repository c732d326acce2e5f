/** What others may build on: doors that stay as they are within a version, with what each is for and what it refuses with. */
import { doors as booking } from '../contracts/booking.ts';
import type { Door } from '../contracts/door.ts';
import { doors as fund } from '../contracts/fund-public.ts';
import { doors as campaigns } from '../contracts/news-campaigns.ts';
import { doors as news } from '../contracts/news.ts';
import { doors as figures } from '../contracts/queue-figures.ts';
import { doors as results } from '../contracts/results.ts';
import { doors as unit } from '../contracts/unit.ts';

export type Published = {
	door: Door;
	tag: 'Places' | 'Booking' | 'News' | 'Figures';
	summary: string;
	/** Codes of refusals by status, beside those that every door of its kind has. */
	codes: Readonly<Record<number, readonly string[]>>;
};

export const published: Readonly<Record<string, Published>> = {
	unit_public: {
		door: unit.unit_public,
		tag: 'Places',
		summary: 'Units, the areas that each serves, and their hamlets',
		codes: {}
	},
	booking_days: {
		door: booking.booking_days,
		tag: 'Booking',
		summary: 'Days that open, of every unit, and days that are postponed: facts without a promise',
		codes: {}
	},
	booking_challenge: {
		door: booking.booking_challenge,
		tag: 'Booking',
		summary: 'A puzzle whose solution pays for one question or one command',
		codes: {}
	},
	booking_offers: {
		door: booking.booking_offers,
		tag: 'Booking',
		summary: 'Windows that a team can really keep: for a new visit, or for one that is to be moved',
		codes: {
			403: ['proof_required', 'bad_proof', 'proof_expired'],
			404: ['not_found'],
			409: ['proof_spent', 'not_allowed'],
			422: ['area_not_served']
		}
	},
	booking_hold: {
		door: booking.booking_hold,
		tag: 'Booking',
		summary: 'Keeps a window for some minutes, while somebody fills in the form',
		codes: { 409: ['window_taken', 'offer_expired', 'key_reused'], 422: ['bad_token'] }
	},
	booking_extend: {
		door: booking.booking_extend,
		tag: 'Booking',
		summary: 'Keeps it for longer, once',
		codes: { 409: ['hold_lapsed', 'not_allowed', 'key_reused'] }
	},
	booking_release: {
		door: booking.booking_release,
		tag: 'Booking',
		summary: 'Gives the window back',
		codes: { 409: ['key_reused'] }
	},
	booking_submit: {
		door: booking.booking_submit,
		tag: 'Booking',
		summary: 'Books: a hold becomes a promise; without one the visit goes on the waitlist',
		codes: {
			403: ['proof_required', 'bad_proof', 'proof_expired'],
			409: ['window_taken', 'hold_lapsed', 'proof_spent', 'code_taken', 'key_reused'],
			422: ['area_not_served', 'use_vneid']
		}
	},
	booking_call_back: {
		door: booking.booking_call_back,
		tag: 'Booking',
		summary: 'Asks for a call',
		codes: {
			403: ['bad_proof', 'proof_expired'],
			409: ['proof_spent', 'code_taken', 'key_reused'],
			422: ['area_not_served']
		}
	},
	booking_reschedule: {
		door: booking.booking_reschedule,
		tag: 'Booking',
		summary: 'Moves a visit to another window',
		codes: {
			404: ['not_found'],
			409: ['window_taken', 'offer_expired', 'not_allowed', 'key_reused'],
			422: ['bad_token']
		}
	},
	news_list: {
		door: news.news_list,
		tag: 'News',
		summary: 'Posts from new to old',
		codes: {}
	},
	news_post: {
		door: news.news_post,
		tag: 'News',
		summary: 'A post with its text, or that it was withdrawn and why',
		codes: { 404: ['not_found'] }
	},
	news_campaigns: {
		door: campaigns.news_campaigns,
		tag: 'News',
		summary: 'Campaigns from new to old',
		codes: {}
	},
	queue_figures_public: {
		door: figures.queue_figures_public,
		tag: 'Figures',
		summary: 'How long people waited, by month; small numbers are hidden',
		codes: {}
	},
	results_public: {
		door: results.results_public,
		tag: 'Figures',
		summary: 'The published report of a unit for a period',
		codes: { 404: ['not_found'] }
	},
	fund_public: {
		door: fund.fund_public,
		tag: 'Figures',
		summary: 'The fund: what stands above the rows of its public ledger',
		codes: { 404: ['not_found'] }
	},
	fund_public_rows: {
		door: fund.fund_public_rows,
		tag: 'Figures',
		summary: 'Rows of the ledger, newest first',
		codes: { 404: ['not_found'] }
	},
	fund_chain: {
		door: fund.fund_chain,
		tag: 'Figures',
		summary: 'Rows with their hashes, oldest first, so that anybody verifies the chain',
		codes: { 404: ['not_found'] }
	}
};
