/** The room `results`: reports of a unit's models, for anybody to read and for its lead to write. No person stands in any of them. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import { day, key, unitCode, uuid } from './basics.ts';
import type { Door } from './door.ts';

export const periodKind = z.enum(['month', 'quarter', 'year']);
export type PeriodKind = z.infer<typeof periodKind>;
export const programme = z.enum(['visits', 'fund', 'support', 'tips', 'news']);
export type Programme = z.infer<typeof programme>;
/** What is counted; SQL has the same list with what each belongs to. */
export const figureName = z.enum([
	'homes_weekend',
	'people_home',
	'gatherings',
	'people_gathered',
	'cards',
	'calls',
	'given',
	'spent',
	'families',
	'tips_received',
	'tips_kept',
	'posts',
	'followers'
]);
export type FigureName = z.infer<typeof figureName>;

/** A number; `few`: hidden, since it or one that could be reckoned from it is under five; `unpublished`: the ledger is not that far. */
export const cell = z.union([z.int(), z.enum(['few', 'unpublished'])]);
export type Cell = z.infer<typeof cell>;

const cells = {
	figure: figureName,
	programme,
	measure: z.enum(['count', 'dong', 'percent']),
	now: cell,
	before: cell,
	/** Of a year null: it is the year before. */
	year_ago: z.nullable(cell)
};
export const figure = z.object(cells);
export type Figure = z.infer<typeof figure>;

const modelFacts = {
	name: z.string(),
	aim: z.nullable(z.string()),
	since_year: z.nullable(z.int()),
	since_month: z.nullable(z.int()),
	programme: z.nullable(programme)
};
const model = z.object({ id: uuid, ...modelFacts, text: z.nullable(z.string()) });
export type Model = z.infer<typeof model>;
const days = z.object({ from_day: day, to_day: day });

/** The name of a period in addresses: `2026-08`, `2026-q3`, `2026`. */
export const periodName = z.string().check(z.regex(/^\d{4}(?:-(?:\d\d|q[1-4]))?$/, 'bad_format'));

const period = {
	period: periodName,
	kind: periodKind,
	year: z.int(),
	nth: z.int(),
	from_day: day,
	to_day: day
};
const head = {
	...period,
	/** 1: as it was published first; each correction is the next. */
	edition: z.int(),
	/** Of the paper, without what follows it. */
	number: z.nullable(z.string()),
	/** What a correction corrects. */
	note: z.nullable(z.string())
};
const content = {
	opening: z.nullable(z.string()),
	outlook: z.nullable(z.string()),
	models: z.array(model),
	before: days,
	year_ago: z.nullable(days)
};

export const report = z.object({
	...head,
	...content,
	published_on: day,
	figures: z.array(figure),
	/** Newest first, this one among them. */
	editions: z.array(z.object({ edition: z.int(), published_on: day, note: z.nullable(z.string()) }))
});
export type Report = z.infer<typeof report>;

export const publicResults = z.object({
	unit: unitCode,
	unit_name: z.string(),
	/** Everything in it is made up. */
	demo: z.boolean(),
	/** Null where that period was not published. */
	report: z.nullable(report),
	/** What is published, newest first. */
	periods: z.array(z.object(period))
});
export type PublicResults = z.infer<typeof publicResults>;

const line = (most: number) => z.nullable(plainText(most));
const rules = {
	/** Day of the month on which a period begins: 15 makes "August" 15 July to 14 August. */
	start_day: z.int().check(z.gte(1, 'out_of_range'), z.lte(28, 'out_of_range')),
	superior: line(100),
	place: line(60),
	symbol: line(20),
	signer: line(100),
	recipients: z.array(plainText(100)).check(z.maxLength(10, 'too_many'))
};
const paper = z.object({
	superior: z.nullable(z.string()),
	place: z.nullable(z.string()),
	symbol: z.nullable(z.string()),
	signer: z.nullable(z.string()),
	recipients: z.array(z.string())
});
export type Paper = z.infer<typeof paper>;

const raw = z.object({
	now: z.nullable(z.int()),
	before: z.nullable(z.int()),
	year_ago: z.nullable(z.int())
});
const draftAnswer = z.object({ id: uuid });
const saved = z.object({ version: z.int() });

export const doors = {
	/** The newest published report of a unit, or that of a period; null for a unit that there is not. */
	results_public: {
		kind: 'rpc',
		who: 'anyone',
		args: z.strictObject({
			unit: unitCode,
			period: z.nullable(periodName),
			edition: z.nullable(z.int().check(z.gte(1), z.lte(1000)))
		}),
		answer: z.nullable(publicResults)
	},
	/** Models, rules and reports of the unit: for its lead, and for the auditor to read. */
	results_desk: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({
			unit: unitCode,
			today: day,
			may_write: z.boolean(),
			/** Of rules and models together; 0 before anybody set any. */
			version: z.int(),
			rules: z.object({ start_day: z.int(), ...paper.shape }),
			/** A model without a name is a row to be filled in. */
			models: z.array(z.object({ id: uuid, ...modelFacts, name: z.nullable(z.string()) })),
			reports: z.array(
				z.object({
					...head,
					id: uuid,
					state: z.enum(['draft', 'published']),
					published_on: z.nullable(day)
				})
			)
		})
	},
	/** All models in their order; what is left out is taken away. */
	results_models_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			version: z.int(),
			models: z
				.array(
					z.strictObject({
						/** Null: a new row. */
						id: z.nullable(uuid),
						name: line(120),
						aim: line(600),
						since_year: z.nullable(
							z.int().check(z.gte(1945, 'out_of_range'), z.lte(2200, 'out_of_range'))
						),
						since_month: z.nullable(
							z.int().check(z.gte(1, 'out_of_range'), z.lte(12, 'out_of_range'))
						),
						programme: z.nullable(programme)
					})
				)
				.check(z.maxLength(20, 'too_many'))
		}),
		answer: saved
	},
	results_rules_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, version: z.int(), rules: z.strictObject(rules) }),
		answer: saved
	},
	/** Begins the report of a period, or finds its draft. */
	results_draft: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			kind: periodKind,
			year: z.int().check(z.gte(2019, 'out_of_range'), z.lte(2200, 'out_of_range')),
			nth: z.int().check(z.gte(1, 'out_of_range'), z.lte(12, 'out_of_range'))
		}),
		answer: draftAnswer
	},
	/** A draft with what would be told now, or what was published. */
	results_report: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ id: uuid }),
		answer: z.object({
			...head,
			...content,
			id: uuid,
			state: z.enum(['draft', 'published']),
			version: z.int(),
			/** A correction that counts its period anew. */
			recount: z.boolean(),
			/** Its last day is past. */
			over: z.boolean(),
			unit_name: z.string(),
			demo: z.boolean(),
			today: day,
			published_on: z.nullable(day),
			published_by: z.nullable(z.string()),
			paper,
			/** `raw`: of a draft the numbers themselves, for the lead; null where there is none. */
			figures: z.array(z.object({ ...cells, raw: z.optional(raw) }))
		})
	},
	results_draft_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			id: uuid,
			version: z.int(),
			words: z.strictObject({
				number: line(20),
				opening: line(4000),
				outlook: line(4000),
				note: line(300),
				/** What is said of each model, by its id. */
				texts: z.record(uuid, plainText(3000))
			})
		}),
		answer: saved
	},
	results_draft_drop: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, version: z.int() }),
		answer: z.object({ ok: z.literal(true) })
	},
	/** Counts, freezes and shows to everybody. */
	results_publish: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, version: z.int() }),
		answer: z.object({ period: periodName })
	},
	/** Begins the next edition of a published report, or finds it. */
	results_correct: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid, recount: z.boolean() }),
		answer: draftAnswer
	}
} as const satisfies Record<string, Door>;
