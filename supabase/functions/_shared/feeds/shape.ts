/** One post as a reader of feeds gets it. Addresses are absolute: a feed is read far from the page that named it. */
export type Entry = {
	/** The post's uuid. A slug may not change either, but a host may: the id names neither. */
	id: string;
	url: string;
	title: string;
	summary: string;
	/** The article in HTML, its addresses absolute. */
	html: string;
	/** The name of its category in words. */
	category: string;
	/** Who published it. */
	unit: string;
	/** ISO moments; `updated` moves with a correction, and readers show the post again. */
	published: string;
	updated: string;
	image: string | null;
};

export type Feed = {
	/** Where this feed is read. */
	self: string;
	/** The page of which it is the feed. */
	page: string;
	title: string;
	about: string;
	author: string;
	/** When anything in it changed last; of an empty one when the portal has begun to have news. */
	updated: string;
	entries: readonly Entry[];
};

/**
 * What may not stand in XML 1.0, however it is written: controls but tab and line ends, halves of pairs, non-characters. A post holds
 * none since its text is checked; one that slipped through would make the whole feed unreadable, and not itself alone.
 */
const unspeakable =
	/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF\p{Surrogate}]/gu;

export const speakable = (text: string): string => text.replace(unspeakable, '');
