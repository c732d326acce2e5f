/** The room `news`: what everybody reads. What editors write is in `news-desk.ts`. */
import * as z from 'zod/mini';
import type { Node } from '../article/node.ts';
import { plainText } from '../text/index.ts';
import { areaCode, hex32, instant, unitCode, uuid } from './basics.ts';
import type { Door } from './door.ts';

/** In the order of the page. */
export const category = z.enum(['news', 'warnings', 'campaigns', 'good_people', 'procedures']);
export type Category = z.infer<typeof category>;

/** As `slugOf` of `_shared/article` makes it. */
export const slug = z
	.string()
	.check(z.maxLength(80, 'too_long'), z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'bad_format'));

/** One width of an image, at `/storage/v1/object/public/news/<sha256>.<type>`. */
export const imageFile = z.object({
	sha256: hex32,
	type: z.enum(['webp', 'jpeg']),
	width: z.int(),
	height: z.int()
});
/** `files`: from narrow to wide; `share`: the JPEG that goes along where a link is passed on. */
export const image = z.object({
	id: uuid,
	alt: z.string(),
	width: z.int(),
	height: z.int(),
	files: z.array(imageFile),
	share: imageFile
});
export type Image = z.infer<typeof image>;

/** The text as `_shared/article` reads it: a node is a text, or a tag with what it holds. SQL has checked it. */
export type { Node } from '../article/node.ts';
export const tree = z.custom<Node[]>(Array.isArray);

/** A post in a list. `corrected_at`: when its last correction was shown. */
export const post = z.object({
	slug,
	category,
	title: z.string(),
	summary: z.string(),
	published_at: instant,
	corrected_at: z.nullable(instant),
	/** Empty: all of the unit's. */
	areas: z.array(areaCode),
	unit: z.object({ code: unitCode, police_name: z.string(), demo: z.boolean() }),
	cover: z.nullable(image),
	campaign: z.nullable(z.object({ slug, name: z.string() }))
});
export type Post = z.infer<typeof post>;

export const article = z.object({
	...post.shape,
	/** What feeds know it by. */
	id: uuid,
	state: z.literal('published'),
	tree,
	/** Every image of the text. */
	images: z.array(image),
	/** From old to new; each says what was wrong. */
	corrections: z.array(z.object({ at: instant, note: z.string() }))
});
export type Article = z.infer<typeof article>;
/** Of a post that was taken back neither title nor text is left. */
export const withdrawn = z.object({
	state: z.literal('withdrawn'),
	slug,
	withdrawn_at: instant,
	reason: z.string(),
	unit: post.shape.unit
});
export type Withdrawn = z.infer<typeof withdrawn>;

export const cursor = z.strictObject({ at: instant, slug });

const filter = {
	unit: z.nullable(unitCode),
	category: z.nullable(category),
	area: z.nullable(areaCode)
};
const anyone = { kind: 'rpc', who: 'anyone' } as const;

export const doors = {
	/** From new to old. `area`: posts of that area and those of its whole unit. Every one of `words` is in title, summary or text. */
	news_list: {
		...anyone,
		args: z.strictObject({
			...filter,
			campaign: z.nullable(slug),
			words: z.nullable(plainText(100)),
			before: z.nullable(cursor),
			size: z.int().check(z.gte(1), z.lte(50))
		}),
		answer: z.object({ rows: z.array(post), next: z.nullable(cursor) })
	},
	/** 404 `not_found` for what was never public. */
	news_post: {
		...anyone,
		args: z.strictObject({ slug }),
		answer: z.discriminatedUnion('state', [article, withdrawn])
	},
	/** The 20 newest with their texts. */
	news_feed: {
		...anyone,
		args: z.strictObject(filter),
		answer: z.object({ as_of: instant, rows: z.array(article) })
	}
} as const satisfies Record<string, Door>;
