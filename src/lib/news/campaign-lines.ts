/** Campaigns as a page shows them, in the reader's words. Made where pages are built, and with the doors. */
import type { Campaign, Counter, OpenedCampaign } from '#contracts/news-campaigns.ts';
import { m } from '#lib/paraglide/messages';
import { formatDate } from '#lib/platform/format.ts';
import { lineOf, type Line } from './lines.ts';

export type CampaignLine = {
	slug: string;
	name: string;
	aim: string;
	span: string;
	unit: string;
	demo: boolean;
};
export type CampaignShown = CampaignLine & {
	/** Up to which day it was counted; null: nothing was yet. */
	until: string | null;
	/** `value` in words ("dưới 5"); `part` of the goal in whole percent, where there is one. */
	figures: {
		counter: Counter;
		name: string;
		value: string;
		goal: number | null;
		part: number | null;
	}[];
	posts: Line[];
};

export const counterWords: Record<Counter, () => string> = {
	visits_done: m.news_counter_visits_done,
	tips_answered: m.news_counter_tips_answered,
	meetings: m.news_counter_meetings
};

export const campaignLineOf = (one: Campaign): CampaignLine => ({
	slug: one.slug,
	name: one.name,
	aim: one.aim,
	span: m.news_campaign_span({ from: formatDate(one.from_day), to: formatDate(one.to_day) }),
	unit: one.unit.police_name,
	demo: one.unit.demo
});

export const campaignOf = (one: OpenedCampaign): CampaignShown => ({
	...campaignLineOf(one),
	until: one.until && formatDate(one.until),
	figures: one.figures.map(({ counter, value, goal }) => ({
		counter,
		name: counterWords[counter](),
		value: value === null ? m.news_counter_few() : String(value),
		goal,
		part: goal && Math.min(100, Math.floor(((value ?? 0) / goal) * 100))
	})),
	posts: one.posts.map(lineOf)
});
