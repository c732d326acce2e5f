/** Campaigns of the room `news`: as everybody reads them, and as editors and leads have them. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import { day, instant, key, unitCode, uuid } from './basics.ts';
import type { Door } from './door.ts';
import { post, slug } from './news.ts';

export const counter = z.enum(['visits_done', 'tips_answered', 'meetings']);
export type Counter = z.infer<typeof counter>;

export const NAME_MAX = 150;
export const AIM_MAX = 1000;

/** A campaign in a list. `to_day` is its last day. */
export const campaign = z.object({
	slug,
	name: z.string(),
	aim: z.string(),
	from_day: day,
	to_day: day,
	unit: post.shape.unit
});
export type Campaign = z.infer<typeof campaign>;

export const opened = z.object({
	...campaign.shape,
	/** The last day that was counted; null before the first is over. */
	until: z.nullable(day),
	/** `value` null: under five; else in steps of five, rounded down (decision 50). */
	figures: z.array(z.object({ counter, value: z.nullable(z.int()), goal: z.nullable(z.int()) })),
	/** The fifty newest. */
	posts: z.array(post)
});
export type OpenedCampaign = z.infer<typeof opened>;

const goal = z.int().check(z.gte(1, 'out_of_range'), z.lte(100_000, 'out_of_range'));

/** What an editor types. A goal stands beside a counter that is chosen. */
export const text = z
	.strictObject({
		name: plainText(NAME_MAX),
		aim: plainText(AIM_MAX),
		from_day: day,
		to_day: day,
		counters: z.array(counter).check(z.maxLength(3)),
		goals: z.partialRecord(counter, goal)
	})
	.check(
		z.check<{ from_day: string; to_day: string }>(({ value, issues }) => {
			if (value.to_day < value.from_day)
				issues.push({ code: 'custom', message: 'out_of_range', path: ['to_day'], input: value });
		})
	);
export type CampaignText = z.infer<typeof text>;

const stored = z.object({
	name: z.string(),
	aim: z.string(),
	from_day: day,
	to_day: day,
	counters: z.array(counter),
	goals: z.partialRecord(counter, z.int())
});

export const row = z.object({
	id: uuid,
	slug,
	version: z.int(),
	/** Readers see `text`. */
	public: z.boolean(),
	text: stored,
	/** What waits for a lead beside a text that readers see. */
	change: z.nullable(stored),
	writer: z.object({ id: uuid, name: z.string() }),
	changed_at: instant,
	approver: z.nullable(z.object({ id: uuid, name: z.string() })),
	/** The asker wrote what waits: another one approves it. */
	mine: z.boolean(),
	posts: z.int()
});
export type CampaignRow = z.infer<typeof row>;

const anyone = { kind: 'rpc', who: 'anyone' } as const;
const rpc = { kind: 'rpc', who: 'officer' } as const;
const command = { key, id: uuid, version: z.int().check(z.gte(0)) };

export const doors = {
	/** From new to old, at most a hundred. */
	news_campaigns: {
		...anyone,
		args: z.strictObject({ unit: z.nullable(unitCode) }),
		answer: z.object({ rows: z.array(campaign) })
	},
	/** 404 `not_found` for one that nobody approved. */
	news_campaign: { ...anyone, args: z.strictObject({ slug }), answer: opened },
	/** Of the unit; editors and leads. */
	news_campaigns_desk: {
		...rpc,
		args: z.strictObject({}),
		answer: z.object({ rows: z.array(row), may_write: z.boolean(), may_approve: z.boolean() })
	},
	/** `version` 0: a new one, whose id the browser makes. 409 `stale`, `slug_taken`. The slug of a known one stays. */
	news_campaign_save: { ...rpc, args: z.strictObject({ ...command, slug, text }), answer: row },
	/** A lead. 409 `own_words`, `stale`, `not_allowed` where nothing waits. */
	news_campaign_approve: { ...rpc, args: z.strictObject(command), answer: row },
	/** What waits goes. 409 `not_allowed` for a campaign that posts are part of. */
	news_campaign_discard: {
		...rpc,
		args: z.strictObject(command),
		answer: z.object({ ok: z.literal(true) })
	}
} as const satisfies Record<string, Door>;
