/** The room `news` as editors have it: drafts, the second pair of eyes, corrections, withdrawal, images. */
import * as z from 'zod/mini';
import { BODY_MAX, cleanBody, bodyProblem } from '../article/body.ts';
import { plainText, typedText } from '../text/index.ts';
import { areaCode, instant, key, uuid, written } from './basics.ts';
import type { Door } from './door.ts';
import { category, image, slug, tree } from './news.ts';

export { BODY_MAX };
export const TITLE_MAX = 150;
export const SUMMARY_MAX = 400;
export const ALT_MAX = 300;

/** Of a post that is public: `editing` says whether a correction of it is being written. */
export const postState = z.enum(['draft', 'review', 'scheduled', 'published', 'withdrawn']);
export type PostState = z.infer<typeof postState>;

const body = z.string().check(
	z.overwrite(cleanBody),
	z.check<string>((context) => {
		const message = bodyProblem(context.value);
		if (message) context.issues.push({ code: 'custom', message, input: context.value });
	})
);

/** What an editor types; a draft may lack any of it. */
export const text = z.strictObject({
	category,
	areas: z.array(areaCode).check(z.maxLength(60, 'too_many')),
	campaign: z.nullable(uuid),
	title: typedText(TITLE_MAX),
	summary: typedText(SUMMARY_MAX),
	body,
	cover: z.nullable(uuid),
	/** What readers are told was wrong; of a post that they have seen. */
	note: typedText(500)
});
export type Text = z.infer<typeof text>;

const person = z.object({ id: uuid, name: z.string() });

export const row = z.object({
	id: uuid,
	slug,
	state: postState,
	/** A text that readers do not see yet. */
	editing: z.nullable(z.enum(['draft', 'review'])),
	category,
	title: z.string(),
	author: person,
	changed_at: instant,
	publish_at: z.nullable(instant)
});
export type Row = z.infer<typeof row>;

/** The text under work. `mine`: words of the asker are in it, so somebody else has to approve it. */
export const working = z.object({
	...text.shape,
	title: z.string(),
	summary: z.string(),
	body: z.string(),
	note: z.string(),
	tree,
	version: z.int(),
	stage: z.enum(['draft', 'review']),
	editor: person,
	edited_at: instant,
	sent_at: z.nullable(instant),
	remark: z.nullable(z.object({ words: z.string(), officer: person, at: instant })),
	mine: z.boolean()
});

export const whole = z.object({
	...row.shape,
	/** Null: nothing is being written. */
	working: z.nullable(working),
	/** What readers see, or will at `publish_at`. */
	approved: z.nullable(
		z.object({
			...text.shape,
			title: z.string(),
			summary: z.string(),
			body: z.string(),
			note: z.string(),
			tree,
			officer: person,
			at: instant
		})
	),
	/** Once readers saw it, its address stays. */
	slug_fixed: z.boolean(),
	withdrawn: z.nullable(z.object({ at: instant, reason: z.string(), officer: person })),
	corrections: z.array(z.object({ at: instant, note: z.string(), officer: person })),
	events: z.array(
		z.object({
			at: instant,
			officer: person,
			what: z.enum([
				'written',
				'sent',
				'sent_back',
				'approved',
				'corrected',
				'discarded',
				'unscheduled',
				'withdrawn'
			]),
			words: z.nullable(z.string())
		})
	),
	/** Of the text, its covers, and the last that the asker brought. */
	images: z.array(image)
});
export type Whole = z.infer<typeof whole>;

/** The version of the text under work that was seen; 0: none yet. */
const version = z.int().check(z.gte(0));
const command = { key, id: uuid, version };
const done = z.object({ state: postState, editing: row.shape.editing, version: z.int() });

const rpc = { kind: 'rpc', who: 'officer' } as const;
const edge = { kind: 'edge', path: 'news', who: 'officer' } as const;

/** Bytes of one width in base 64: 1.5 MB are 2 MB then. */
export const IMAGE_BYTES_MAX = 1_500_000;
export const WIDTHS = [480, 960, 1600] as const;
export const SHARE_WIDTH = 1200;
/** Of a file that is kept; what an editor chooses may have `PIXELS_MAX`. */
export const PICTURE_WIDTH_MAX = 1600;
export const PICTURE_HEIGHT_MAX = 4000;
export const PIXELS_MAX = 40_000_000;

export const doors = {
	/** Posts of the unit. `state` null: all; by when they were changed. Editors and leads, as all that follow. */
	news_desk: {
		...rpc,
		args: z.strictObject({
			state: z.nullable(postState),
			after: z.nullable(z.strictObject({ at: instant, id: uuid })),
			size: z.int().check(z.gte(1), z.lte(100))
		}),
		answer: z.object({
			rows: z.array(row),
			next: z.nullable(z.object({ at: instant, id: uuid })),
			/** A post that is public and being corrected counts under `review` as well. */
			counts: z.record(postState, z.int()),
			campaigns: z.array(z.object({ id: uuid, slug, name: z.string() })),
			may_write: z.boolean()
		})
	},
	news_open: { ...rpc, args: z.strictObject({ id: uuid }), answer: whole },
	/**
	 * Keeps what is typed; the browser makes the id of a new post and saves it with version 0. 409 `stale`: somebody else, or
	 * another window, has written meanwhile. `slug` null: made of the title until the post is public. 409 `slug_taken`,
	 * `slug_fixed`; 422 `too_deep`, `unknown` for an image or a campaign of nobody.
	 */
	news_save: {
		...edge,
		args: z.strictObject({ ...command, slug: z.nullable(slug), text }),
		answer: z.object({ ...done.shape, slug, edited_at: instant })
	},
	/** The slug that these words make, free for this post: with a number where another one has it. */
	news_slug: {
		...rpc,
		args: z.strictObject({ id: uuid, slug }),
		answer: z.object({ slug, taken: z.boolean() })
	},
	/** For a second look. 422 `required` names what is missing. */
	news_send: { ...rpc, args: z.strictObject(command), answer: done },
	news_send_back: {
		...rpc,
		args: z.strictObject({ ...command, remark: plainText(500) }),
		answer: done
	},
	/** Null: now. 409 `own_words` for whoever wrote in it. A post that readers have seen keeps its day. */
	news_approve: {
		...rpc,
		args: z.strictObject({ ...command, publish_at: z.nullable(instant) }),
		answer: done
	},
	/** Throws the text under work away; a post that nobody approved goes with it. */
	news_discard: {
		...rpc,
		args: z.strictObject(command),
		answer: z.object({ ok: z.literal(true) })
	},
	/** Takes a scheduled post back to its draft. 409 `published` once it is public. */
	news_unschedule: { ...rpc, args: z.strictObject({ key, id: uuid }), answer: done },
	/** At once, by one officer; the address shows the reason. */
	news_withdraw: {
		...rpc,
		args: z.strictObject({ key, id: uuid, reason: plainText(500) }),
		answer: done
	},
	/** Files as the browser redrew them, narrow to wide, then the JPEG to share. 422 `not_an_image`, `too_large`, 409 `too_many`. */
	news_image: {
		...edge,
		args: z.strictObject({
			key,
			alt: plainText(ALT_MAX),
			files: z.array(written(2_000_004)).check(z.minLength(1, 'required'), z.maxLength(3)),
			share: written(2_000_004)
		}),
		answer: image
	},
	news_image_alt: {
		...rpc,
		args: z.strictObject({ key, image: uuid, alt: plainText(ALT_MAX) }),
		answer: z.object({ ok: z.literal(true) })
	}
} as const satisfies Record<string, Door>;
