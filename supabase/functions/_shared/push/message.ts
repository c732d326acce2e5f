/**
 * What a notification says of a post that everybody may read. No address: the worker in the browser makes it from the slug
 * and its own origin, so that not even our own server could send a reader elsewhere.
 */
import * as z from 'zod/mini';

export const noticeShape = z.strictObject({
	/** Of the post: a second one of the same post takes the place of the first. */
	post: z.uuid(),
	slug: z.string().check(z.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), z.maxLength(120)),
	category: z.string().check(z.regex(/^[a-z_]{1,40}$/)),
	/** As it was written, in Vietnamese. */
	title: z.string().check(z.minLength(1), z.maxLength(200)),
	/** The name of who publishes. */
	unit: z.string().check(z.minLength(1), z.maxLength(200)),
	/** The language of the portal's own words and of the page that opens. */
	lang: z.enum(['vi', 'en'])
});
export type Notice = z.infer<typeof noticeShape>;

/** The one notification that a service keeps of a post (RFC 8030, §5.4: at most 32 symbols of base 64). */
export const topicOf = ({ post }: Pick<Notice, 'post'>): string => post.replaceAll('-', '');
