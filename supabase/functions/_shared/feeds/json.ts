import { speakable, type Entry, type Feed } from './shape.ts';

const moment = (text: string) => new Date(text).toISOString();

/** A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Its ids are those of the Atom feed. */
export const jsonOf = (feed: Feed): string =>
	JSON.stringify({
		version: 'https://jsonfeed.org/version/1.1',
		title: speakable(feed.title),
		home_page_url: feed.page,
		feed_url: feed.self,
		...(feed.about && { description: speakable(feed.about) }),
		language: 'vi',
		authors: [{ name: speakable(feed.author) }],
		items: feed.entries.map(itemOf)
	});

const itemOf = (entry: Entry) => ({
	id: `urn:uuid:${entry.id}`,
	url: entry.url,
	title: speakable(entry.title),
	summary: speakable(entry.summary),
	content_html: speakable(entry.html),
	...(entry.image && { image: entry.image }),
	date_published: moment(entry.published),
	date_modified: moment(entry.updated),
	authors: [{ name: speakable(entry.unit) }],
	tags: [speakable(entry.category)],
	language: 'vi'
});
